package polystore.transformers.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.platform.testing.TestKafka;
import polystore.stores.FreePort;
import polystore.stores.KafkaProcess;
import polystore.stores.ProcessFiles;
import polystore.stores.RunningServer;
import polystore.transformers.sink.DocumentWrite;

/// A broker that does not answer for a while, at any moment of a transaction, ends no sink and changes no order.
class KafkaOutageIT {

    private static final String TOPIC = "documents";
    private static final int OUTAGES = 4;
    private static final int KEYS = 5;
    private static final long WITHIN_S = 30;
    /// Of all outages; a sink that never writes again fails at once, and for ever.
    private static final int FAILURES_MAX = 500;

    @TempDir
    Path folder;

    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private long ticket;

    @Test
    void writesAgainWhenTheBrokerAnswersAgain() throws Exception {
        var port = FreePort.next();
        try (var broker = broker(port);
                var thread = Executors.newSingleThreadExecutor()) {
            var kafka = new TestKafka("127.0.0.1:" + port);
            kafka.createCompactedTopic(TOPIC, 2);
            try (var sink = new KafkaSink(impatient(kafka.bootstrap()), TOPIC)) {
                var writing = thread.submit(() -> write(sink));
                try {
                    for (var outage = 0; outage < OUTAGES; outage++) {
                        await(written, written.get() + 20);
                        signal("STOP", broker);
                        await(failed, failed.get() + 2);
                        signal("CONT", broker);
                    }
                    await(written, written.get() + 20);
                } finally {
                    signal("CONT", broker);
                    stopping.set(true);
                }
                writing.get();
            }
            assertThat(tickets(kafka))
                    .hasSize(KEYS)
                    .allSatisfy((_, of) -> assertThat(of).isSorted().last().isEqualTo(ticket));
        }
    }

    /// Every batch has a document of each key; a failed one is computed anew, with a higher ticket.
    private void write(KafkaSink sink) {
        var ended = false;
        var failures = 0;
        while ((!stopping.get() || !ended) && failures < FAILURES_MAX) {
            var batch = new ArrayList<DocumentWrite>();
            ticket++;
            for (var key = 0; key < KEYS; key++) {
                batch.add(new DocumentWrite.Put(
                        new BsonInt32(key), ticket, 1, new BsonDocument("ticket", new BsonInt64(ticket))));
            }
            try {
                sink.write(batch);
                written.incrementAndGet();
                ended = true;
            } catch (IllegalStateException e) {
                failed.incrementAndGet();
                failures++;
                ended = false;
            }
        }
    }

    private static Map<String, List<Long>> tickets(TestKafka kafka) {
        var tickets = new java.util.TreeMap<String, List<Long>>();
        for (var record : kafka.records(TOPIC)) {
            tickets.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), _ -> new ArrayList<>())
                    .add(Long.valueOf(
                            new String(record.headers().lastHeader("ticket").value(), StandardCharsets.UTF_8)));
        }
        return tickets;
    }

    private static Map<String, String> impatient(String bootstrap) {
        return Map.of(
                "bootstrap.servers", bootstrap,
                "max.block.ms", "500",
                "request.timeout.ms", "500",
                "delivery.timeout.ms", "1000");
    }

    private RunningServer broker(int port) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return KafkaProcess.start(
                List.of(java, "-Xmx192m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")),
                folder.resolve("kafka"),
                port,
                FreePort.next(),
                ProcessFiles.in(folder, "kafka"));
    }

    private static void signal(String name, RunningServer broker) throws IOException, InterruptedException {
        var sent = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(broker.process().pid()))
                .start();
        assertThat(sent.waitFor()).isZero();
    }

    private static void await(AtomicInteger count, int wanted) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
        while (count.get() < wanted) {
            assertThat(System.nanoTime()).as("%d of %d", count.get(), wanted).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
