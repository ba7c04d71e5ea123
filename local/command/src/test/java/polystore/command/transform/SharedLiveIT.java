package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.Polystore;
import polystore.platform.testing.TestStores;

/// Two processes share the work of `transform live` through a topic, and the one that reads the changes is killed.
/// `-Dpolystore.live.kills=10` kills it more often.
class SharedLiveIT {

    private static final int KILLS = Integer.getInteger("polystore.live.kills", 1);
    private static final Duration WITHIN = Duration.ofSeconds(90);
    private static final Pattern WROTE = Pattern.compile("changes, [1-9][0-9,]* documents written");

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final String topic = "work-" + UUID.randomUUID();
    private SchemaSource source;
    private Path mapping;

    @BeforeEach
    void load() throws Exception {
        source = SchemaSource.load("shared");
        mapping = Files.writeString(
                folder.resolve("mapping.yaml"), """
                mapping: customers
                source: %s
                target: %s
                root: customer
                fields: { name: name, orders: { many: orders.customer_id, key: no, fields: { no: no, note: note } } }
                """.formatted(source.database().jdbcUrl(), source.target()));
    }

    @AfterEach
    void end() throws Exception {
        for (var process : processes) {
            process.destroyForcibly().waitFor();
        }
        source.asSuperuser("select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                + " where database = current_database()");
    }

    @Test
    void theDocumentsAreAsTheRowsWhenTheReaderOfTheChangesIsKilled() throws Exception {
        var stopped = new AtomicBoolean();
        var writer = Thread.ofPlatform().start(() -> writeUntil(stopped));
        try {
            start(0);
            for (var kill = 0; kill < KILLS; kill++) {
                var reader = kill;
                await().atMost(WITHIN).until(() -> log(reader).contains("following the changes"));
                start(kill + 1);
                await().atMost(WITHIN).until(() -> WROTE.matcher(log(reader)).find());
                await().atMost(WITHIN)
                        .until(() -> WROTE.matcher(log(reader + 1)).find());
                assertThat(log(kill + 1)).contains("this one takes over when that ends");
                processes.get(kill).destroyForcibly().waitFor();
            }
            await().atMost(WITHIN).until(() -> log(KILLS).contains("following the changes"));
        } finally {
            stopped.set(true);
            writer.join();
        }
        var position = source.ask("select pg_current_wal_insert_lsn()::text");
        await().atMost(WITHIN)
                .until(() -> source.ask("select confirmed >= '" + position + "'::pg_lsn from polystore.live")
                        .equals("t"));

        var verified = source.polystore(folder, List.of("verify", "-f", mapping.toString()));
        assertThat(verified.output()).matches("[0-9]+ documents, 0 differences\n");
        assertThat(log(KILLS)).doesNotContain("ALARM", "dead letter ", "\tat ");
    }

    private void writeUntil(AtomicBoolean stopped) {
        try {
            while (!stopped.get()) {
                source.write(1);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String log(int process) throws IOException {
        return Files.readString(folder.resolve("live" + process));
    }

    private void start(int number) throws Exception {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Polystore.class.getName()));
        line.addAll(List.of(source.arguments(
                folder,
                List.of(
                        "live",
                        "-f",
                        mapping.toString(),
                        "--workers",
                        "1",
                        "--queue",
                        "kafka://" + TestStores.kafka().bootstrap() + "/" + topic))));
        processes.add(new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("live" + number).toFile())
                .start());
    }
}
