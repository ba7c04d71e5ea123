package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.testing.TestStores;

/// Every event is published three times, in order within its order and shuffled among orders, with a tenth of them once
/// more, to two consumers of which one joins late and the other is killed: facts, measures and sketches are bit for bit
/// those of a consumer that has seen every event once.
class ReplayIT {

    private static final int SEEDS = Integer.getInteger("replay.seeds", 3);
    private static final int ORDERS = 40;
    private static final int PARTITIONS = 4;

    private static final Map<String, String> TABLES = Map.of(
            "order_fact", "order_id",
            "order_line_fact", "order_id, line_no",
            "order_return_fact", "order_id, version, line_no",
            "product_fact", "product_id",
            "measure", "dimension, bucket, value, currency",
            "customer_fact", "customer_id",
            "customer_sketch", "dimension, bucket, value, currency",
            "step_duration", "step, bucket, bin");

    private final String bootstrap = TestStores.kafka().bootstrap();

    @Test
    void replayedShuffledAndRepeatedEventsLeaveTheSameBitsThroughARebalanceAndAKill() throws Exception {
        var runs = runs();
        var targets = runs.stream().map(Run::target).toList();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            runs.forEach(it -> it.publish(producer));
            var killed = IntakeProcess.start(bootstrap, targets);
            runs.forEach(it -> await(() -> it.consumed() > 0));
            var survivor = IntakeProcess.consume(bootstrap, targets);
            runs.forEach(it -> await(() -> it.generation() > 1));
            runs.forEach(it -> it.publish(producer));
            killed.destroyForcibly().waitFor();
            runs.forEach(it -> it.publish(producer));
            runs.forEach(it -> await(() -> it.consumed() == it.published));
            survivor.stop();
        }
        runs.forEach(it -> assertThat(bits(it.jdbi)).as("seed %d", it.seed).isEqualTo(it.expected));
    }

    private static List<Run> runs() {
        var first = new Random().nextInt(1_000_000);
        return IntStream.range(0, SEEDS).mapToObj(it -> new Run(first + it)).toList();
    }

    /// One seed with its topic and its database.
    private static final class Run {

        private final int seed;
        private final Random random;
        private final TestDatabase database = TestDatabase.create();
        private final Jdbi jdbi = database.jdbi();
        private final List<List<ReceivedRecord>> histories;
        private final Map<String, List<String>> expected;
        private int published;

        Run(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            var orders = new OrderHistories(random);
            this.histories = IntStream.range(0, ORDERS)
                    .mapToObj(_ -> orders.order().stream()
                            .map(event -> EventLog.record(random, event))
                            .toList())
                    .toList();
            this.expected = ofEveryEventOnce();
            TestStores.kafka().createTopic(topic(), PARTITIONS);
        }

        IntakeProcess.Target target() {
            var user = database.database().application();
            return new IntakeProcess.Target(
                    topic(), database.database().jdbcUrl() + "?user=" + user.user() + "&password=" + user.password());
        }

        /// All events once, each order's in its order, and a tenth of them again at some later time.
        void publish(KafkaProducer<byte[], byte[]> producer) {
            var open = new ArrayList<List<ReceivedRecord>>();
            histories.forEach(it -> open.add(new ArrayList<>(it)));
            var sent = new ArrayList<ReceivedRecord>();
            while (!open.isEmpty()) {
                sent.add(open.get(random.nextInt(open.size())).removeFirst());
                send(producer, sent.getLast());
                open.removeIf(List::isEmpty);
                if (random.nextInt(10) == 0) {
                    send(producer, sent.get(random.nextInt(sent.size())));
                }
            }
            producer.flush();
        }

        long consumed() {
            return number("select coalesce(sum(next_offset), 0) from consumer_position");
        }

        long generation() {
            return number("select coalesce(max(generation), 0) from consumer_position");
        }

        private Map<String, List<String>> ofEveryEventOnce() {
            var intake = new Intake(jdbi);
            var log = new EventLog(random, PARTITIONS);
            intake.claim(log.partitions());
            intake.take(histories.stream()
                    .flatMap(List::stream)
                    .map(log::append)
                    .collect(Collectors.toCollection(ArrayList::new)));
            var bits = bits(jdbi);
            jdbi.useHandle(handle -> {
                TABLES.keySet().forEach(table -> handle.execute("delete from " + table));
                handle.execute("delete from consumed_event");
                handle.execute("delete from consumer_position");
            });
            return bits;
        }

        private void send(KafkaProducer<byte[], byte[]> producer, ReceivedRecord record) {
            published++;
            // The caller flushes, and counts what arrives.
            var _ = producer.send(new ProducerRecord<>(
                    topic(),
                    null,
                    record.publishedAt().toEpochMilli(),
                    record.keyBytes(),
                    record.body(),
                    record.headers()));
        }

        private String topic() {
            return "replay-" + seed;
        }

        private long number(String sql) {
            return jdbi.withHandle(it -> it.createQuery(sql).mapTo(Long.class).one());
        }
    }

    private static Map<String, List<String>> bits(Jdbi jdbi) {
        var bits = new TreeMap<String, List<String>>();
        TABLES.forEach((table, key) -> bits.put(
                table,
                jdbi.withHandle(it -> it.createQuery("select t::text from " + table + " t order by " + key)
                        .mapTo(String.class)
                        .list())));
        return bits;
    }

    private static void await(Awaiting condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(condition::holds);
    }

    private interface Awaiting {
        boolean holds();
    }
}
