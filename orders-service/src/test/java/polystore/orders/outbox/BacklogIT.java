package polystore.orders.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Test;
import polystore.orders.OrdersStores;

/// A long backlog is read once, page after page. The test counts the pages that PostgreSQL reads and measures no time.
class BacklogIT {

    private static final int ROWS = 100_000;
    private static final Pattern BLOCKS = Pattern.compile("Buffers: shared (?:hit=(\\d+))?(?: ?read=(\\d+))?");

    @Test
    void drainsAHundredThousandRowsWithoutReadingThemAgainForEveryPage() throws Exception {
        var database = OrdersStores.migrated();
        try (var connection = DriverManager.getConnection(
                database.jdbcUrl(),
                database.application().user(),
                database.application().password())) {
            var jdbi = Jdbi.create(connection).installPlugin(new org.jdbi.v3.postgres.PostgresPlugin());
            fill(jdbi);
            var plan = pagePlan(jdbi);
            assertThat(blocks(plan)).as(String.join("\n", plan)).isLessThan(100);
            assertThat(plan).as("plan of a page").noneMatch(line -> line.contains("Seq Scan"));
            assertThat(drained(connection)).isEqualTo(ROWS);
        }
    }

    /// Twenty transactions with many rows each, so that windows and transactions differ; a thousand orders.
    private static void fill(Jdbi jdbi) {
        for (var transaction = 0; transaction < 20; transaction++) {
            var from = transaction * ROWS / 20;
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into outbox (event_id, aggregate, version, type, payload)
                            select uuidv7(), md5((i % 1000)::text)::uuid, i / 1000 + 1, 'test', '{"some":"payload"}'
                            from generate_series(:from, :to) i""")
                    .bind("from", from)
                    .bind("to", from + ROWS / 20 - 1)
                    .execute());
        }
    }

    private static long drained(Connection connection) throws Exception {
        var log = new PostgresOutboxLog(connection);
        var jdbi = Jdbi.create(connection).installPlugin(new org.jdbi.v3.postgres.PostgresPlugin());
        var relay = new Relay(log, new PostgresOutboxParking(jdbi), entries -> Map.of(), _ -> {});
        var sent = 0L;
        for (var pass = relay.pass(); !pass.idle() || sent < ROWS; pass = relay.pass()) {
            sent += pass.sent();
        }
        return sent;
    }

    /// The plan of a page in the middle of a window over all rows, without statistics, as in a new partition.
    private static List<String> pagePlan(Jdbi jdbi) {
        return jdbi.withHandle(handle -> bind(handle.createQuery(
                        "explain (analyze, buffers, costs off, timing off) " + PostgresOutboxLog.PAGE))
                .mapTo(String.class)
                .list());
    }

    private static Query bind(Query query) {
        return query.bind("from", 0L)
                .bind("to", Long.MAX_VALUE)
                .bind("after", ROWS / 2L)
                .bind("upTo", ROWS / 2L + Relay.PAGE)
                .bind("bytes", 8 << 20);
    }

    private static long blocks(List<String> plan) {
        var all = new ArrayList<Long>();
        plan.stream().takeWhile(line -> !line.startsWith("Planning")).forEach(line -> {
            var found = BLOCKS.matcher(line);
            if (found.find()) {
                all.add(number(found.group(1)) + number(found.group(2)));
            }
        });
        return all.stream().mapToLong(Long::longValue).max().orElse(Long.MAX_VALUE);
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
