package polystore.analytics.rebuild;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Up to which offsets the live measures include the events of a topic.
final class PostgresLiveOffsets {

    private static final String OFFSETS =
            "select partition, next_offset from public.consumer_position where topic = :topic and next_offset >= 0";

    private PostgresLiveOffsets() {}

    static Map<Integer, Long> of(Handle handle, String topic) {
        return read(handle, OFFSETS, topic);
    }

    /// Until the end of the transaction the live consumer cannot advance.
    static Map<Integer, Long> locked(Handle transaction, String topic) {
        return read(transaction, OFFSETS + " order by partition for update", topic);
    }

    private static Map<Integer, Long> read(Handle handle, String sql, String topic) {
        var offsets = new HashMap<Integer, Long>();
        handle.createQuery(sql)
                .bind("topic", topic)
                .map((row, _) -> Map.entry(row.getInt("partition"), row.getLong("next_offset")))
                .forEach(it -> offsets.put(it.getKey(), it.getValue()));
        return offsets;
    }
}
