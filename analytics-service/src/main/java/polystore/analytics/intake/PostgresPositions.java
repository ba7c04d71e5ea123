package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import polystore.analytics.kafka.FencedException;
import polystore.analytics.kafka.Received;

/// Where to read on in each partition, and who may say so: the holder of the highest generation.
@ApplicationScoped
public class PostgresPositions {

    private static final String CLAIM = """
            insert into consumer_position (topic, partition, next_offset, generation)
            select * from unnest(:topics, :partitions, :beginnings, array_fill(1::bigint, array[:count])) order by 1, 2
            on conflict (topic, partition) do update set generation = consumer_position.generation + 1
            returning topic, partition, next_offset, generation
            """;

    private static final String ADVANCE = """
            update consumer_position p set next_offset = n.next_offset, applied_at = n.at::timestamptz
              from unnest(:topics, :partitions, :next, :generations, :at) as n (topic, partition, next_offset, generation, at)
             where p.topic = n.topic and p.partition = n.partition and p.generation = n.generation
            """;

    private static final String LOCK = """
            select from consumer_position where topic = :topic and partition = any(:partitions) order by partition for update
            """;

    /// @param nextOffset where to read on
    /// @param generation what has to be shown to move it
    public record Claim(long nextOffset, long generation) {}

    /// Takes partitions over from whoever had them.
    ///
    /// @param beginnings where a partition starts that nobody has read yet
    public Map<TopicPartition, Claim> claim(Handle transaction, Map<TopicPartition, Long> beginnings) {
        var partitions = List.copyOf(beginnings.keySet());
        var claims = new HashMap<TopicPartition, Claim>();
        transaction
                .createQuery(CLAIM)
                .bindArray("topics", String.class, names(partitions))
                .bindArray("partitions", Integer.class, numbers(partitions))
                .bindArray(
                        "beginnings",
                        Long.class,
                        partitions.stream().map(beginnings::get).toList())
                .bind("count", partitions.size())
                .map((row, context) -> Map.entry(
                        new TopicPartition(row.getString("topic"), row.getInt("partition")),
                        new Claim(row.getLong("next_offset"), row.getLong("generation"))))
                .forEach(it -> claims.put(it.getKey(), it.getValue()));
        return claims;
    }

    /// Moves the positions behind a batch.
    ///
    /// @throws FencedException when a partition was claimed by somebody else since
    public void advance(Handle transaction, List<Received> batch, Map<TopicPartition, Long> generations) {
        var next = Received.nextOffsets(batch);
        var partitions = List.copyOf(next.keySet());
        var moved = transaction
                .createUpdate(ADVANCE)
                .bindArray("topics", String.class, names(partitions))
                .bindArray("partitions", Integer.class, numbers(partitions))
                .bindArray(
                        "next", Long.class, partitions.stream().map(next::get).toList())
                .bindArray(
                        "generations",
                        Long.class,
                        partitions.stream()
                                .map(it -> generations.getOrDefault(it, 0L))
                                .toList())
                .bindArray(
                        "at",
                        String.class,
                        partitions.stream().map(it -> lastOf(batch, it)).toList())
                .execute();
        if (moved != partitions.size()) {
            throw new FencedException("another instance has claimed one of " + partitions);
        }
    }

    public void lock(Handle transaction, String topic, Collection<Integer> partitions) {
        transaction
                .createQuery(LOCK)
                .bind("topic", topic)
                .bindArray("partitions", Integer.class, new ArrayList<>(partitions))
                .map((row, context) -> true)
                .list();
    }

    private static String lastOf(List<Received> batch, TopicPartition partition) {
        return batch.stream()
                .filter(it -> it.from().equals(partition))
                .map(Received::publishedAt)
                .max(Instant::compareTo)
                .orElseThrow()
                .toString();
    }

    private static List<String> names(List<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).toList();
    }

    private static List<Integer> numbers(List<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}
