package polystore.orders.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import polystore.orders.documents.Documents;
import polystore.orders.plans.StatementExplainer.Mode;
import polystore.stores.ServiceDatabase;

/// The statements of the previous version run on this version's schema under writes, as they do during a rolling
/// update.
class PreviousVersionIT {

    /// One block per statement: `## name`, then its text. `-Dstatements.write=true` writes the statements of this
    /// version, at a release.
    private static final Path KEPT = Path.of("src/test/resources/previous-version.txt");

    @Test
    void theStatementsOfThePreviousVersionRunOnThisSchemaUnderWrites() throws Exception {
        var database = LargeShop.open();
        if (Boolean.getBoolean("statements.write")) {
            write(database);
        }
        var previous = read();
        var stopping = new AtomicBoolean();
        var written = new AtomicInteger();
        try (var threads = Executors.newSingleThreadExecutor();
                var connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.application().user(),
                        database.application().password())) {
            var writing = threads.submit(() -> write(database, stopping, written));
            connection.setAutoCommit(false);
            try {
                for (var statement : previous.entrySet()) {
                    assertThat(new StatementExplainer(connection)
                                    .plan(Mode.GENERIC, statement.getKey(), statement.getValue(), Map.of())
                                    .shape())
                            .as(statement.getKey())
                            .isNotBlank();
                }
            } finally {
                stopping.set(true);
            }
            writing.get();
        }
        assertThat(previous).hasSizeGreaterThan(50);
        assertThat(written).hasPositiveValue();
    }

    private static boolean write(ServiceDatabase database, AtomicBoolean stopping, AtomicInteger written)
            throws SQLException, InterruptedException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.application().user(),
                        database.application().password());
                var statement = connection.createStatement()) {
            while (!stopping.get()) {
                written.addAndGet(statement.executeUpdate(
                        "insert into stock (sku, on_hand) values (gen_random_uuid()::text, 1)"));
                Thread.sleep(2);
            }
        }
        return true;
    }

    private static void write(ServiceDatabase database) throws SQLException, IOException {
        var statements = QueryPlansIT.runnable();
        try (var connection = DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password())) {
            statements.putAll(Documents.queries(List.of(new UUID(0, 1)), connection));
        }
        Files.writeString(
                KEPT,
                statements.entrySet().stream()
                        .map(statement -> "## " + statement.getKey() + "\n"
                                + statement.getValue().strip() + "\n")
                        .collect(Collectors.joining("\n")));
    }

    private static Map<String, String> read() throws IOException {
        var statements = new TreeMap<String, String>();
        for (var block : Files.readString(KEPT).split("(?m)^## ", -1)) {
            if (!block.isBlank()) {
                var end = block.indexOf('\n');
                statements.put(block.substring(0, end), block.substring(end + 1).strip());
            }
        }
        return statements;
    }
}
