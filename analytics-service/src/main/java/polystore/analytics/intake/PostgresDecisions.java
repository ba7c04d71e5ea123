package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;
import polystore.contracts.DeadLetterDecision.Outcome;
import polystore.platform.messaging.deadletters.DeadLetter;
import polystore.platform.messaging.deadletters.DeadLetterStore.Request;
import polystore.platform.messaging.deadletters.Decision;
import polystore.platform.messaging.deadletters.LetterId;

/// Who decided what about parked records; kept for ever, because decisions are few.
@ApplicationScoped
public class PostgresDecisions {

    private static final String ADD = """
        insert into dead_letter_decision (topic, partition, record_offset, key, outcome, decided_by, reason)
        values (:topic, :partition, :offset, :key, :outcome, :by, :reason)
        """;

    private static final String NEWEST =
            "select * from dead_letter_decision where topic = :topic order by id desc limit :limit";

    public void add(Handle transaction, DeadLetter letter, Outcome outcome, Request request) {
        transaction
                .createUpdate(ADD)
                .bind("topic", letter.record().from().topic())
                .bind("partition", letter.id().partition())
                .bind("offset", letter.id().offset())
                .bind("key", IndexedKey.of(letter.record().key()))
                .bind("outcome", outcome.name())
                .bind("by", request.by())
                .bind("reason", request.reason())
                .execute();
    }

    /// The newest first.
    public List<Decision> newest(Handle handle, String topic, int limit) {
        return handle.createQuery(NEWEST)
                .bind("topic", topic)
                .bind("limit", limit)
                .map((row, context) -> new Decision(
                        new LetterId(row.getInt("partition"), row.getLong("record_offset")),
                        row.getString("key"),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("decided_by"),
                        row.getString("reason"),
                        row.getTimestamp("decided_at").toInstant()))
                .list();
    }
}
