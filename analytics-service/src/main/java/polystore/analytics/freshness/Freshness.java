package polystore.analytics.freshness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import polystore.platform.persistence.PostgresReplica;

/// Reads measures and the offsets that they include in one snapshot, and compares these with the end offsets of
/// the topic.
@ApplicationScoped
public class Freshness {

    private final PostgresReplica replica;
    private final KafkaEndOffsets ends;
    private final Clock clock = Clock.systemUTC();

    public Freshness(PostgresReplica replica, KafkaEndOffsets ends) {
        this.replica = replica;
        this.ends = ends;
    }

    /// @param reader in a read-only snapshot
    public <T> Fresh<T> read(Function<Handle, T> reader) {
        // Read before the snapshot, so that an event published in between is never claimed to be included.
        var end = ends.read();
        return replica.snapshot(snapshot -> {
            snapshot.setReadOnly(true);
            return new Fresh<>(
                    reader.apply(snapshot),
                    asOf(end, PostgresPositions.of(snapshot), PostgresPositions.anyParked(snapshot)));
        });
    }

    /// @param next the first offset that the measures do not include
    /// @param appliedAt time at which the record before it was published
    /// @param topicId id of the topic that `next` is an offset of; null where it is unknown
    /// @param hasGap whether records were removed from the topic before they were read
    record Position(
            long next,
            @Nullable Instant appliedAt,
            @Nullable String topicId,
            boolean hasGap) {}

    /// Without the current end offsets it is unknown whether the answer includes all published events.
    private AsOf asOf(LatestEnds.Known known, Map<TopicPartition, Position> positions, boolean parked) {
        var now = clock.instant();
        var end = known.ends();
        if (end == null) {
            return AsOf.of(oldest(positions), now, false);
        }
        var compared = compare(end, positions, parked, now);
        return known.current() ? compared : new AsOf(compared.asOf(), compared.lagMs(), false);
    }

    /// The partition that is furthest behind determines `asOf`; parked events make the answer incomplete whatever
    /// their age.
    static AsOf compare(
            KafkaEndOffsets.Ends end, Map<TopicPartition, Position> positions, boolean parked, Instant now) {
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

    /// Whether the stored offset belongs to an earlier topic of this name, so that it cannot be compared.
    private static boolean isOfAnother(Position position, KafkaEndOffsets.Ends end) {
        return position.topicId() != null && !position.topicId().equals(end.topicId());
    }

    private static Instant oldest(Map<TopicPartition, Position> positions) {
        return positions.values().stream()
                .map(it -> it.appliedAt() == null ? Instant.EPOCH : it.appliedAt())
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
