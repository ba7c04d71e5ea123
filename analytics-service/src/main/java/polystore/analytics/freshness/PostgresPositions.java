package polystore.analytics.freshness;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import polystore.analytics.freshness.Freshness.Position;
import polystore.contracts.Topics;

/// Reads the offsets that the measures include.
final class PostgresPositions {

    private static final String POSITIONS =
            "select partition, next_offset, applied_at, topic_id, gap is not null as has_gap from consumer_position"
                    + " where topic = :topic";
    private static final String PARKED = "select exists (select from parked_event where topic = :topic)";

    private PostgresPositions() {}

    static Map<TopicPartition, Position> of(Handle snapshot) {
        return snapshot
                .createQuery(POSITIONS)
                .bind("topic", Topics.ORDERS_EVENTS)
                .map((row, _) -> {
                    var at = row.getTimestamp("applied_at");
                    return Map.entry(
                            new TopicPartition(Topics.ORDERS_EVENTS, row.getInt("partition")),
                            new Position(
                                    row.getLong("next_offset"),
                                    at == null ? null : at.toInstant(),
                                    row.getString("topic_id"),
                                    row.getBoolean("has_gap")));
                })
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static boolean anyParked(Handle snapshot) {
        return snapshot.createQuery(PARKED)
                .bind("topic", Topics.ORDERS_EVENTS)
                .mapTo(Boolean.class)
                .one();
    }
}
