package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.deadletters.DeadLetter;
import polystore.platform.messaging.deadletters.DeadLetterCounts;
import polystore.platform.messaging.deadletters.LetterId;

/// The faulty ones among the parked records, which an operator decides about.
@ApplicationScoped
public class PostgresParkedLetters {

    private static final String LETTER = """
        select p.*, (select count(*) from parked_event w where w.topic = p.topic and w.key = p.key and w.cause is null) as waiting
          from parked_event p where p.topic = :topic and p.cause is not null
        """;

    private static final String PAGE = LETTER + """
           and (p.partition, p.record_offset) > (:partition, :offset) and (cast(:key as text) is null or p.key = :key)
         order by p.partition, p.record_offset limit :limit
        """;

    private static final String FIND = LETTER + " and p.partition = :partition and p.record_offset = :offset";

    private static final String COUNTS = """
        select count(*) filter (where cause is not null) as letters, count(*) filter (where cause is null) as waiting,
               count(distinct key) as keys, min(parked_at) filter (where cause is not null) as oldest
          from parked_event where topic = :topic
        """;

    private static final String REMOVE = """
        delete from parked_event
         where topic = :topic and partition = :partition and record_offset = :offset and cause is not null
        """;

    private static final LetterId BEFORE_ALL = new LetterId(-1, 0);

    private static final RowMapper<DeadLetter> LETTERS = (row, context) -> new DeadLetter(
            new LetterId(row.getInt("partition"), row.getLong("record_offset")),
            PostgresParkedEvents.received(row),
            row.getString("cause"),
            row.getInt("attempts"),
            row.getTimestamp("parked_at").toInstant(),
            row.getLong("waiting"),
            null);

    public List<DeadLetter> page(
            Handle handle, String topic, @Nullable LetterId after, int limit, @Nullable String key) {
        var from = after == null ? BEFORE_ALL : after;
        return handle.createQuery(PAGE)
                .bind("topic", topic)
                .bind("partition", from.partition())
                .bind("offset", from.offset())
                .bind("key", key == null ? null : IndexedKey.of(key))
                .bind("limit", limit)
                .map(LETTERS)
                .list();
    }

    public Optional<DeadLetter> find(Handle handle, String topic, LetterId id) {
        return handle.createQuery(FIND)
                .bind("topic", topic)
                .bind("partition", id.partition())
                .bind("offset", id.offset())
                .map(LETTERS)
                .findFirst();
    }

    public DeadLetterCounts counts(Handle handle, String topic) {
        return handle.createQuery(COUNTS)
                .bind("topic", topic)
                .map((row, context) -> {
                    var oldest = row.getTimestamp("oldest");
                    return new DeadLetterCounts(
                            row.getLong("letters"),
                            row.getLong("waiting"),
                            row.getLong("keys"),
                            oldest == null ? null : oldest.toInstant());
                })
                .one();
    }

    /// @return false when it was replayed or discarded meanwhile
    public boolean remove(Handle transaction, String topic, LetterId id) {
        return transaction
                        .createUpdate(REMOVE)
                        .bind("topic", topic)
                        .bind("partition", id.partition())
                        .bind("offset", id.offset())
                        .execute()
                > 0;
    }
}
