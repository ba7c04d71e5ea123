package polystore.analytics.rebuild;

import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import polystore.platform.messaging.deadletters.LetterId;

/// The parked records of the live tables, and what operators have decided about them.
final class PostgresLiveLetters {

    /// Into the tables that the connection names without a schema.
    private static final String COPY = """
        insert into parked_event (topic, partition, record_offset, key, published_at, headers, body, cause, attempts,
                                  announced, parked_at, record_key)
        select topic, partition, record_offset, key, published_at, headers, body, cause, attempts,
               announced, parked_at, record_key
          from public.parked_event
         where topic = :topic and partition = :partition and record_offset < :before
        on conflict do nothing
        """;

    private static final String DISCARDED = """
        select partition, record_offset from public.dead_letter_decision where topic = :topic and outcome = 'DISCARDED'
        """;

    private PostgresLiveLetters() {}

    /// Copies those that the topic may no longer have.
    static void copy(Handle transaction, String topic, Map<Integer, Long> before) {
        before.forEach((partition, offset) -> transaction
                .createUpdate(COPY)
                .bind("topic", topic)
                .bind("partition", partition)
                .bind("before", offset)
                .execute());
    }

    static Set<LetterId> discarded(Handle handle, String topic) {
        return handle.createQuery(DISCARDED)
                .bind("topic", topic)
                .map((row, _) -> new LetterId(row.getInt("partition"), row.getLong("record_offset")))
                .set();
    }
}
