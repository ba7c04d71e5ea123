package polystore.analytics.freshness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Topics;
import polystore.platform.persistence.PostgresReplica;

/// Reads measures together with the positions they include, in one snapshot, and compares these with how far the
/// topic goes.
@ApplicationScoped
public class Freshness {

    private static final String POSITIONS =
            "select partition, next_offset, applied_at, topic_id, gap is not null as has_gap from consumer_position"
                    + " where topic = :topic";
    private static final String PARKED = "select exists (select from parked_event where topic = :topic)";

    private final PostgresReplica replica;
    private final EndOffsets ends;
    private final Clock clock = Clock.systemUTC();

    public Freshness(PostgresReplica replica, EndOffsets ends) {
        this.replica = replica;
        this.ends = ends;
    }

    /// @param reader in a read-only snapshot
    public <T> Fresh<T> read(Function<Handle, T> reader) {
        // Before the snapshot: what is published in between is in the answer or not, and is not promised.
        var end = ends.read();
        return replica.snapshot(snapshot -> {
            snapshot.setReadOnly(true);
            return new Fresh<>(reader.apply(snapshot), asOf(end, positions(snapshot), anyParked(snapshot)));
        });
    }

    /// @param next where the measures end in a partition
    /// @param appliedAt when the last record before that was published
    /// @param topicId of the topic that `next` is an offset of; null where that is not known
    /// @param hasGap whether the topic has lost records before they were read: no later event makes up for them
    record Position(
            long next,
            @Nullable Instant appliedAt,
            @Nullable String topicId,
            boolean hasGap) {}

    private AsOf asOf(EndOffsets.@Nullable Ends end, Map<TopicPartition, Position> positions, boolean parked) {
        var now = clock.instant();
        return end == null ? AsOf.of(oldest(positions), now, false) : compare(end, positions, parked, now);
    }

    /// The oldest of what is missing decides; parked events are missing whatever their age, and make it incomplete.
    static AsOf compare(EndOffsets.Ends end, Map<TopicPartition, Position> positions, boolean parked, Instant now) {
        var asOf = end.at();
        var behind = false;
        for (var partition : end.offsets().entrySet()) {
            var position = positions.getOrDefault(partition.getKey(), new Position(0, null, end.topicId(), false));
            if (position.next() < partition.getValue()) {
                behind = true;
                var applied = position.appliedAt() == null ? Instant.EPOCH : position.appliedAt();
                asOf = applied.isBefore(asOf) ? applied : asOf;
            }
        }
        var isWhole = positions.values().stream().noneMatch(it -> it.hasGap() || isOfAnother(it, end));
        return AsOf.of(asOf, now, !behind && !parked && isWhole);
    }

    /// Whether the topic was created again, and the consumer has yet to see it: its offsets say nothing about this one.
    private static boolean isOfAnother(Position position, EndOffsets.Ends end) {
        return position.topicId() != null && !position.topicId().equals(end.topicId());
    }

    private static Instant oldest(Map<TopicPartition, Position> positions) {
        return positions.values().stream()
                .map(it -> it.appliedAt() == null ? Instant.EPOCH : it.appliedAt())
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Map<TopicPartition, Position> positions(Handle snapshot) {
        var positions = new HashMap<TopicPartition, Position>();
        snapshot.createQuery(POSITIONS)
                .bind("topic", Topics.ORDERS_EVENTS)
                .map((row, context) -> {
                    var at = row.getTimestamp("applied_at");
                    return Map.entry(
                            new TopicPartition(Topics.ORDERS_EVENTS, row.getInt("partition")),
                            new Position(
                                    row.getLong("next_offset"),
                                    at == null ? null : at.toInstant(),
                                    row.getString("topic_id"),
                                    row.getBoolean("has_gap")));
                })
                .forEach(it -> positions.put(it.getKey(), it.getValue()));
        return positions;
    }

    private static boolean anyParked(Handle snapshot) {
        return snapshot.createQuery(PARKED)
                .bind("topic", Topics.ORDERS_EVENTS)
                .mapTo(Boolean.class)
                .one();
    }
}
