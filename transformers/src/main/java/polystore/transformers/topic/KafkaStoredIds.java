package polystore.transformers.topic;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.BsonValue;
import polystore.transformers.verify.StoredIds;

/// The documents of a topic, found by reading it from its beginning: enough to remove those without rows, too slow to
/// compare all.
public final class KafkaStoredIds implements StoredIds {

    /// Ids in memory at a time; a larger topic is read several times.
    private static final int IDS_MAX = 200_000;
    private static final Duration POLL = Duration.ofSeconds(1);
    /// Polls without a record and without an end, after which Kafka counts as unavailable.
    private static final int EMPTY_POLLS_MAX = 30;

    private final Map<String, String> connection;
    private final String topic;
    private final int idsMax;

    public KafkaStoredIds(Map<String, String> connection, String topic) {
        this(connection, topic, IDS_MAX);
    }

    KafkaStoredIds(Map<String, String> connection, String topic, int idsMax) {
        this.connection = Map.copyOf(connection);
        this.topic = topic;
        this.idsMax = idsMax;
    }

    @Override
    public Map<BsonValue, Stored> find(Collection<BsonValue> ids) {
        var wanted = new HashSet<>(ids);
        var found = new HashMap<BsonValue, Stored>();
        try (var consumer = consumer()) {
            newest(consumer, state -> wanted.contains(state.id()))
                    .values()
                    .forEach(state -> found.put(state.id(), new Stored(state.hash(), state.hash())));
        }
        return found;
    }

    @Override
    public void eachPageOfIds(int max, Page page) throws SQLException, InterruptedException {
        try (var consumer = consumer()) {
            var records = consumer.endOffsets(partitions(consumer)).values().stream()
                    .mapToLong(it -> it)
                    .sum();
            var passes = (int) (records / idsMax + 1);
            for (var pass = 0; pass < passes; pass++) {
                var part = pass;
                var ids = List.copyOf(newest(
                                consumer, state -> Math.floorMod(state.id().hashCode(), passes) == part)
                        .keySet());
                for (var from = 0; from < ids.size(); from += max) {
                    page.take(ids.subList(from, Math.min(ids.size(), from + max)));
                }
            }
        }
    }

    /// The state with the highest ticket of each chosen `_id`, without those removed.
    private Map<BsonValue, DocumentRecords.State> newest(
            KafkaConsumer<byte[], byte[]> consumer, Predicate<DocumentRecords.State> chosen) {
        var newest = new LinkedHashMap<BsonValue, DocumentRecords.State>();
        read(consumer, state -> {
            if (chosen.test(state)) {
                newest.merge(state.id(), state, (a, b) -> b.ticket() >= a.ticket() ? b : a);
            }
        });
        newest.values().removeIf(DocumentRecords.State::removed);
        return newest;
    }

    private interface Reader {
        void take(DocumentRecords.State state);
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, Reader reader) {
        try {
            var partitions = partitions(consumer);
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            for (var empty = 0;
                    partitions.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L)); ) {
                var records = consumer.poll(POLL);
                empty = records.isEmpty() ? empty + 1 : 0;
                if (empty == EMPTY_POLLS_MAX) {
                    throw new IllegalStateException("Kafka does not answer while " + topic + " is read");
                }
                for (var record : records) {
                    var state = DocumentRecords.read(record);
                    if (state != null) {
                        reader.take(state);
                    }
                }
            }
        } catch (KafkaException e) {
            throw new IllegalStateException("Kafka cannot be read: " + e.getMessage(), e);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return new ArrayList<>(consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var settings = new HashMap<String, Object>(Map.of(
                "allow.auto.create.topics", "false",
                "auto.offset.reset", "earliest",
                "fetch.max.bytes", 4 << 20,
                "isolation.level", "read_committed"));
        settings.putAll(connection);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
