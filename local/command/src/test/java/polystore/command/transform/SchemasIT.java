package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.command.Polystore;

/// Five schemas that are not ours, from `suggest` to verified documents that follow the changes, by the commands alone:
/// what a fault or a dead letter says is done, and must be enough.
class SchemasIT {

    private static final int ATTEMPTS_MAX = 5;
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Pattern DEAD_LETTER = Pattern.compile("(?m)^[^:]+: (?:.*\\.)?(\\w+) is .*write as: text.*$");
    private static final String DROP_SLOTS =
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "films, customer;payment, 2",
        "music, Invoice;\"Gift.Card\", 3",
        "flights, ticket;position_report, 3",
        "hospital, clinic.person;billing.account, 2",
        "people, Group;employee, 2",
    })
    void isSuggestedWrittenFollowedAndVerified(String schema, String roots, int depth) throws Exception {
        var source = SchemaSource.load(schema);
        for (var root : roots.split(";", -1)) {
            var mapping = suggest(source, root, depth);
            assertThat(source.polystore(folder, List.of("check", "-f", mapping.toString())))
                    .as(root)
                    .satisfies(it -> assertThat(it.exitCode()).as(it.toString()).isZero());
            runWithoutDeadLetters(source, mapping);
            verify(source, mapping, root);
            follow(source, mapping);
            verify(source, mapping, root);
            source.asSuperuser(DROP_SLOTS);
        }
    }

    private Path suggest(SchemaSource source, String root, int depth) throws Exception {
        var suggested = source.polystore(
                folder,
                List.of(
                        "suggest",
                        "--source",
                        source.database().jdbcUrl(),
                        "--root",
                        root,
                        "--depth",
                        String.valueOf(depth),
                        "--target",
                        source.target()));
        assertThat(suggested.exitCode()).as(suggested.errors()).isZero();
        return Files.writeString(folder.resolve("mapping.yaml"), suggested.output());
    }

    private void verify(SchemaSource source, Path mapping, String root) throws Exception {
        var verified = source.polystore(folder, List.of("verify", "-f", mapping.toString()));
        assertThat(verified.output()).as(root).endsWith(" 0 differences\n");
    }

    /// Writes each field that a dead letter names as text, as the letter says.
    private void runWithoutDeadLetters(SchemaSource source, Path mapping) throws Exception {
        for (var attempt = 1;
                source.polystore(folder, List.of("run", "-f", mapping.toString()))
                                .exitCode()
                        != 0;
                attempt++) {
            var letters = source.polystore(folder, List.of("dead-letters", "-f", mapping.toString()))
                    .output();
            assertThat(attempt).as(letters).isLessThan(ATTEMPTS_MAX);
            var yaml = Files.readString(mapping);
            for (var letter : DEAD_LETTER.matcher(letters).results().toList()) {
                yaml = yaml.replaceAll(
                        "(?m)^( +" + letter.group(1) + "): ([^{\\s]+)(  #.*)?$", "$1: { column: $2, as: text }");
            }
            Files.writeString(mapping, yaml);
        }
    }

    private void follow(SchemaSource source, Path mapping) throws Exception {
        var log = new ByteArrayOutputStream();
        var before = System.out;
        var errors = System.err;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        var live = start(source, mapping, log);
        try {
            source.write(3);
            var position = source.ask("select pg_current_wal_insert_lsn()::text");
            await().atMost(WITHIN).until(() -> isWritten(source, position));
        } finally {
            live.interrupt();
            live.join(TimeUnit.MINUTES.toMillis(1));
            System.setOut(before);
            System.setErr(errors);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("ALARM", "dead letter ", "\tat ");
    }

    /// Runs the statements that a refusal prints, until the mapping is followed.
    private Thread start(SchemaSource source, Path mapping, ByteArrayOutputStream log) throws Exception {
        var arguments = source.arguments(folder, List.of("live", "-f", mapping.toString()));
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            log.reset();
            var exitCode = new AtomicInteger();
            var live = Thread.ofPlatform().start(() -> exitCode.set(Polystore.run(arguments)));
            await().atMost(WITHIN).until(() -> !live.isAlive() || text(log).contains("following the changes"));
            if (live.isAlive()) {
                return live;
            }
            assertThat(exitCode).as(text(log)).hasValue(1);
            for (var line :
                    text(log).lines().filter(it -> it.startsWith("    ")).toList()) {
                source.asSuperuser(line);
            }
        }
        throw new AssertionError("not followed: " + text(log));
    }

    private static String text(ByteArrayOutputStream log) {
        return log.toString(StandardCharsets.UTF_8);
    }

    private static boolean isWritten(SchemaSource source, String position) throws Exception {
        return source.ask("select coalesce(bool_and(l.confirmed >= '" + position
                        + "'::pg_lsn and not l.reconcile), false)"
                        + " from polystore.live l join pg_replication_slots s on s.slot_name = l.slot and s.active")
                .equals("t");
    }
}
