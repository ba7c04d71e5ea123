package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import polystore.platform.messaging.ParkedRecord;

/// Tracks which poisoned records were sent to the dead-letter topic.
@ApplicationScoped
class PostgresDeadLetters {

    private static final String UNSENT = """
        select * from parked_event where cause is not null and not announced
         order by topic, partition, record_offset limit :max for update skip locked
        """;

    private static final String SENT = """
        update parked_event p set announced = true
          from unnest(:topics, :partitions, :offsets) as a (topic, partition, record_offset)
         where p.topic = a.topic and p.partition = a.partition and p.record_offset = a.record_offset
        """;

    /// Poisoned records that were not sent yet, locked until the transaction ends.
    public List<ParkedRecord> unsent(Handle transaction, int max) {
        return transaction
                .createQuery(UNSENT)
                .bind("max", max)
                .map((row, context) -> new ParkedRecord(
                        PostgresParkedEvents.received(row), row.getString("cause"), row.getInt("attempts")))
                .list();
    }

    public void markSent(Handle transaction, List<ParkedRecord> parked) {
        transaction
                .createUpdate(SENT)
                .bindArray(
                        "topics",
                        String.class,
                        of(parked, it -> it.record().from().topic()))
                .bindArray(
                        "partitions",
                        Integer.class,
                        of(parked, it -> it.record().from().partition()))
                .bindArray("offsets", Long.class, of(parked, it -> it.record().offset()))
                .execute();
    }

    private static <T, C> List<C> of(List<T> rows, Function<T, C> column) {
        return rows.stream().map(column).toList();
    }
}
