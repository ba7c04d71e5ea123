package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import polystore.command.home.Secrets;
import polystore.command.walk.LocalStack.Outcome;

/// The measures are built again beside the live ones while orders are placed. The demo that places them compares its
/// orders with the reports, across the switch.
@ExtendWith(WholeStack.class)
class RebuildIT {

    private static final String EFFECTS = """
            select dimension, date_bin('15 minutes', at, timestamptz 'epoch'), value, currency, sum(placed), sum(orders),
                   sum(units), sum(revenue), sum(cancelled), sum(returned)
              from sale_effect group by 1, 2, 3, 4
            having sum(placed) <> 0 or sum(orders) <> 0 or sum(cancelled) <> 0 or sum(returned) <> 0
            """;

    /// Cells that differ from the orders' effects, in one snapshot.
    private static final String WRONG = "select count(*) from ((" + EFFECTS + ") except all table measure) as wrong";

    private final LocalStack stack;

    RebuildIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void corruptMeasuresAreRebuiltBesideTheLiveOnesAndReplacedWhileOrdersArePlaced() throws Exception {
        succeed("demo", "--products", "5", "--orders", "20");
        execute("update measure set revenue = revenue + 7 where dimension = 'all' and orders > 0");
        var corrupt = count(WRONG);
        assertThat(corrupt).isPositive();

        var compared = stack.run("analytics", "rebuild", "--compare-only");
        assertThat(compared.code()).as(compared.output()).isEqualTo(1);
        assertThat(compared.output())
                .contains(corrupt + " rows of measure differ")
                .contains("revenue ");
        assertThat(count(WRONG)).isEqualTo(corrupt);

        killInTheMiddle();
        assertThat(count(WRONG)).as("live measures after the kill").isEqualTo(corrupt);
        var demo = stack.start("demo", "--products", "5", "--orders", "400", "--clients", "2");
        assertThat(succeed("analytics", "rebuild").output())
                .contains("An earlier rebuild was interrupted")
                .contains("Switched to the rebuilt measures");
        var output = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(demo.waitFor()).as(output).isZero();
        assertThat(count(WRONG)).isZero();
        assertThat(stack.run("analytics", "rebuild").output()).contains("run `analytics rollback`");

        var placed = count("select count(*) from order_fact");
        succeed("analytics", "rollback");
        assertThat(count(WRONG)).isEqualTo(corrupt);
        assertThat(count("select count(*) from order_fact")).isEqualTo(placed);

        succeed("analytics", "rollback");
        assertThat(count(WRONG)).isZero();
        succeed("analytics", "drop");
        assertThat(count("select count(*) from pg_namespace where nspname like 'measures%'"))
                .isZero();
    }

    private void killInTheMiddle() throws Exception {
        var rebuild = stack.start("analytics", "rebuild");
        var lines = new BufferedReader(new InputStreamReader(rebuild.getInputStream(), StandardCharsets.UTF_8));
        var line = lines.readLine();
        while (line != null && !line.startsWith("Documents: ")) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        rebuild.descendants().forEach(ProcessHandle::destroyForcibly);
        assertThat(rebuild.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(rebuild.exitValue()).isNotZero();
    }

    private Outcome succeed(String... arguments) throws Exception {
        var outcome = stack.run(arguments);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return outcome;
    }

    private long count(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(url(), "analytics_app", password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(url(), "analytics_app", password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + stack.ports().postgres() + "/analytics";
    }

    private String password() {
        return new Secrets(stack.home().secrets()).user("analytics_app").password();
    }
}
