package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.FencedException;
import polystore.platform.messaging.OffsetStore.StoredOffset;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.StartOffset;

/// The next offset to read in each partition. Only the consumer with the highest generation may change it
/// (fencing).
@ApplicationScoped
public class PostgresOffsets {

    /// A new partition has no offset until [#start] gives it one.
    private static final String CLAIM = """
        insert into consumer_position (topic, partition, next_offset, generation)
        select topic, partition, -1, 1 from unnest(:topics, :partitions) as n (topic, partition) order by 1, 2
        on conflict (topic, partition) do update set generation = consumer_position.generation + 1
        returning topic, partition, next_offset, generation, topic_id
        """;

    /// The first gap is kept, because the measures are incomplete from then on.
    private static final String START = """
        update consumer_position p set next_offset = n.next_offset, topic_id = n.topic_id, gap = coalesce(p.gap, n.gap)
          from unnest(:topics, :partitions, :next, :generations, :topicIds, :gaps)
               as n (topic, partition, next_offset, generation, topic_id, gap)
         where p.topic = n.topic and p.partition = n.partition and p.generation = n.generation
        """;

    private static final String ADVANCE = """
        update consumer_position p set next_offset = n.next_offset, applied_at = n.at::timestamptz
          from unnest(:topics, :partitions, :next, :generations, :at) as n (topic, partition, next_offset, generation, at)
         where p.topic = n.topic and p.partition = n.partition and p.generation = n.generation
        """;

    private static final String LOCK = """
        select from consumer_position where topic = :topic and partition = any(:partitions) order by partition for update
        """;

    /// @param stored null for a partition that was never read
    /// @param generation required to change the offset
    record Claim(@Nullable StoredOffset stored, long generation) {}

    /// Takes partitions over from their previous consumer.
    Map<TopicPartition, Claim> claim(Handle transaction, Collection<TopicPartition> claimed) {
        var partitions = List.copyOf(claimed);
        var claims = new HashMap<TopicPartition, Claim>();
        transaction
                .createQuery(CLAIM)
                .bindArray("topics", String.class, of(partitions, TopicPartition::topic))
                .bindArray("partitions", Integer.class, of(partitions, TopicPartition::partition))
                .map((row, context) -> {
                    var next = row.getLong("next_offset");
                    var stored = next < 0 ? null : new StoredOffset(next, row.getString("topic_id"));
                    return Map.entry(
                            new TopicPartition(row.getString("topic"), row.getInt("partition")),
                            new Claim(stored, row.getLong("generation")));
                })
                .forEach(it -> claims.put(it.getKey(), it.getValue()));
        return claims;
    }

    /// Stores the offsets at which reading begins, and gaps before them.
    ///
    /// @throws FencedException when another consumer has claimed one of the partitions since
    void start(Handle transaction, Map<TopicPartition, StartOffset> starts, Map<TopicPartition, Long> generations) {
        var entries = List.copyOf(starts.entrySet());
        var partitions = of(entries, Map.Entry::getKey);
        var values = of(entries, Map.Entry::getValue);
        var moved = transaction
                .createUpdate(START)
                .bindArray("topics", String.class, of(partitions, TopicPartition::topic))
                .bindArray("partitions", Integer.class, of(partitions, TopicPartition::partition))
                .bindArray("next", Long.class, of(values, StartOffset::next))
                .bindArray("generations", Long.class, of(partitions, it -> generations.getOrDefault(it, 0L)))
                .bindArray(
                        "topicIds",
                        String.class,
                        values.stream().map(StartOffset::topicId).toArray())
                .bindArray(
                        "gaps",
                        String.class,
                        values.stream().map(StartOffset::gap).toArray())
                .execute();
        fence(moved, partitions);
    }

    /// Sets the offsets to those after a batch.
    ///
    /// @throws FencedException when another consumer has claimed one of the partitions since
    void advance(Handle transaction, List<ReceivedRecord> batch, Map<TopicPartition, Long> generations) {
        var next = List.copyOf(ReceivedRecord.nextOffsets(batch).entrySet());
        var partitions = of(next, Map.Entry::getKey);
        var moved = transaction
                .createUpdate(ADVANCE)
                .bindArray("topics", String.class, of(partitions, TopicPartition::topic))
                .bindArray("partitions", Integer.class, of(partitions, TopicPartition::partition))
                .bindArray("next", Long.class, of(next, Map.Entry::getValue))
                .bindArray("generations", Long.class, of(partitions, it -> generations.getOrDefault(it, 0L)))
                .bindArray("at", String.class, of(partitions, it -> lastOf(batch, it)))
                .execute();
        fence(moved, partitions);
    }

    void lock(Handle transaction, String topic, Collection<Integer> partitions) {
        transaction
                .createQuery(LOCK)
                .bind("topic", topic)
                .bindArray("partitions", Integer.class, new ArrayList<>(partitions))
                .map((row, context) -> true)
                .list();
    }

    private static void fence(int moved, List<TopicPartition> partitions) {
        if (moved != partitions.size()) {
            throw new FencedException("another instance has claimed one of " + partitions);
        }
    }

    private static String lastOf(List<ReceivedRecord> batch, TopicPartition partition) {
        return batch.stream()
                .filter(it -> it.from().equals(partition))
                .map(ReceivedRecord::publishedAt)
                .max(Instant::compareTo)
                .orElseThrow()
                .toString();
    }

    private static <T, C> List<C> of(List<T> rows, Function<T, C> column) {
        return rows.stream().map(column).toList();
    }
}
