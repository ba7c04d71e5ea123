package polystore.transformers.queue;

import com.mongodb.MongoException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import polystore.transformers.backfill.RootDeadLetters;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootReader;
import polystore.transformers.live.LiveFailure;
import polystore.transformers.live.LiveProgress;
import polystore.transformers.live.LiveSettings;
import polystore.transformers.live.LiveStores;
import polystore.transformers.run.PlannedMapping;
import polystore.transformers.run.Recompute;
import polystore.transformers.run.SchemaGuard;
import polystore.transformers.shape.Mapping;

/// Writes the documents of the roots in its partitions of a queue, and commits them when they are written. After a
/// failure it leaves the group, so that others have its partitions, and joins it again.
final class QueueWorker implements Runnable {

    private static final Map<String, Object> SETTINGS = Map.of(
            "allow.auto.create.topics",
            "false",
            // What is older and not written was sent again.
            "auto.offset.reset",
            "by_duration:PT30M",
            "default.api.timeout.ms",
            10_000,
            "enable.auto.commit",
            "false",
            "heartbeat.interval.ms",
            2_000,
            "max.poll.records",
            RootReader.KEYS_MAX,
            "partition.assignment.strategy",
            CooperativeStickyAssignor.class.getName(),
            "request.timeout.ms",
            8_000,
            // A worker that was killed is missed after this time, the shortest that a broker allows by default.
            "session.timeout.ms",
            6_000);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long TICK_MS = 50;
    private static final Duration WAIT_MIN = Duration.ofMillis(200);

    private final Mapping mapping;
    private final LiveStores stores;
    private final LiveSettings settings;
    private final KafkaQueue queue;
    private final LiveProgress progress;
    private volatile boolean stopping;

    QueueWorker(Mapping mapping, LiveStores stores, LiveSettings settings, KafkaQueue queue, LiveProgress progress) {
        this.mapping = mapping;
        this.stores = stores;
        this.settings = settings;
        this.queue = queue;
        this.progress = progress;
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            var wait = WAIT_MIN;
            while (!stopping) {
                var began = System.nanoTime();
                var cause = session();
                if (cause != null) {
                    wait = System.nanoTime() - began > settings.waitMax().toNanos() ? WAIT_MIN : wait;
                    progress.waits(cause, wait);
                    sleep(wait);
                    wait = longer(wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration longer(Duration wait) {
        var twice = wait.multipliedBy(2);
        return twice.compareTo(settings.waitMax()) > 0 ? settings.waitMax() : twice;
    }

    private void sleep(Duration time) throws InterruptedException {
        for (var left = time.toMillis(); left > 0 && !stopping; left -= TICK_MS) {
            TimeUnit.MILLISECONDS.sleep(TICK_MS);
        }
    }

    /// @return the cause why it ended; null when this worker is stopped
    private @Nullable String session() {
        try (var topic = new QueueTopic(queue)) {
            work(topic, planned());
            return null;
        } catch (SQLException | MongoException | IllegalStateException | IllegalArgumentException e) {
            return LiveFailure.described(e);
        } catch (KafkaException e) {
            return "the queue does not answer: " + e.getMessage();
        }
    }

    private PlannedMapping planned() throws SQLException {
        try (var connection = stores.pool().getConnection()) {
            return PlannedMapping.check(connection, mapping).orThrow(mapping.name());
        }
    }

    private void work(QueueTopic topic, PlannedMapping planned) throws SQLException {
        var id = topic.ensure();
        var signature = planned.schema().signature(planned.plan());
        var group = KafkaQueue.group(settings.slot(mapping.name()), id, signature);
        var recompute = new Recompute(
                planned.plan(), stores.turnstile(), new SchemaGuard(stores.sink(), stores.pool(), planned.schema()));
        try (var consumer = consumer(group)) {
            consumer.subscribe(List.of(queue.topic()));
            var checkedAt = System.nanoTime();
            while (!stopping) {
                var records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    write(recompute, group, records);
                    consumer.commitSync();
                }
                if (System.nanoTime() - checkedAt > settings.checkEvery().toNanos()) {
                    check(topic, id, planned);
                    checkedAt = System.nanoTime();
                }
            }
        }
    }

    /// Where nothing is written, nothing else looks at the tables.
    private void check(QueueTopic topic, String id, PlannedMapping planned) throws SQLException {
        if (!topic.id().equals(id)) {
            throw new IllegalStateException("the topic " + queue.topic() + " was made again");
        }
        try (var connection = stores.pool().getConnection()) {
            planned.schema().verify(connection);
        }
    }

    private void write(Recompute recompute, String group, ConsumerRecords<byte[], byte[]> records) throws SQLException {
        var roots = new LinkedHashSet<RootKey>();
        Instant committedAt = null;
        for (var record : records) {
            if (RootRecords.isFor(group, record)) {
                roots.add(RootRecords.root(record));
                committedAt = RootRecords.committedAt(record);
            }
        }
        if (!roots.isEmpty()) {
            var batch = List.copyOf(roots);
            var outcome = recompute.of(batch, new long[0]);
            try (var connection = stores.pool().getConnection()) {
                new RootDeadLetters(mapping.name(), settings.target()).keep(connection, batch, outcome);
            }
            progress.written(0, batch.size(), outcome.deadLetters(), committedAt);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        var consumer = new HashMap<>(SETTINGS);
        consumer.putAll(queue.connection());
        consumer.put("group.id", group);
        return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
