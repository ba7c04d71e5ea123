package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import polystore.command.home.CheckoutFolder;
import polystore.command.seed.Gateway;
import polystore.stores.ServerProcess;

/// Every query of every dashboard finds data, and every rule and alert finds the metrics that it is about, on a running
/// stack after a demo, by the real Prometheus that scrapes it.
@ExtendWith(WholeStack.class)
class DashboardsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS_MAX = 120;

    /// Of an alert.
    private static final Pattern SIDES = Pattern.compile(" (?:and|or) ");

    private final LocalStack stack;

    DashboardsIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void everyPanelAndEveryAlertFindsItsMetrics() throws Exception {
        assumeThat(ServerProcess.onPath("prometheus"))
                .as("prometheus, which .ci/run installs")
                .isPresent();
        var operator = stack.run("token", "--role", "operator").lastLine();
        try (var prometheus = Prometheus.of(stack, operator);
                var table = new MeteredTable(stack)) {
            await(prometheus::isReady);
            var waiting = panels();
            assertThat(waiting).hasSizeGreaterThan(60);
            waiting.putAll(alerts(prometheus));
            var demo = stack.run("demo", "--products", "5", "--orders", "20");
            assertThat(demo.code()).as(demo.output()).isZero();
            var round = new int[1];
            var gateway = Gateway.of(stack.gateway(), operator);
            var analyst = Gateway.of(
                    stack.gateway(), stack.run("token", "--role", "analyst").lastLine());
            await(() -> {
                table.change(round[0]++);
                // In every round, because rates over the last minute are without data a minute after the last event.
                new MarkedOrder(stack, "SEEN-" + round[0]).walk();
                // The second read is answered by the near cache.
                gateway.get("/v1/products/by-sku/SHOE-1");
                gateway.get("/v1/products/by-sku/SHOE-1");
                analyst.get("/v1/analytics/orders?limit=1");
                remove(waiting, prometheus);
                return waiting.isEmpty();
            });
            assertThat(waiting).as("queries without data: %s", waiting).isEmpty();
            assertThat(prometheus.query("up{job!=\"transformers\"} == 0")).isEmpty();
            assertThat(prometheus.hasData("no_such_metric")).isFalse();
        }
    }

    private static void remove(Map<String, String> waiting, Prometheus prometheus) throws Exception {
        for (var place : Map.copyOf(waiting).entrySet()) {
            if (prometheus.hasData(place.getValue())) {
                waiting.remove(place.getKey());
            }
        }
    }

    /// Each query, by its dashboard, panel and letter.
    private static Map<String, String> panels() throws IOException {
        var queries = new TreeMap<String, String>();
        try (var files = Files.list(CheckoutFolder.path().resolve("deploy/observability/dashboards"))) {
            for (var file : files.toList()) {
                for (var panel : JSON.readTree(file.toFile()).path("panels")) {
                    var place = file.getFileName() + ": " + panel.path("title").asText() + " ";
                    panel.path("targets")
                            .forEach(it -> queries.put(place + it.path("refId").asText(), query(it)));
                }
            }
        }
        return queries;
    }

    /// As Grafana asks, with the interval that it would choose.
    private static String query(JsonNode target) {
        return target.path("expr").asText().replace("$__rate_interval", "1m");
    }

    /// What each alert compares with its limit, as Prometheus has read it, which has to find something and need not be
    /// above the limit; and what each recording rule records.
    private static Map<String, String> alerts(Prometheus prometheus) throws Exception {
        var queries = new LinkedHashMap<String, String>();
        for (var rule : prometheus.rules()) {
            var name = rule.path("name").asText();
            if (rule.path("type").asText().equals("recording")) {
                queries.put(name, name);
                continue;
            }
            SIDES.splitAsStream(rule.path("query").asText())
                    .forEach(side -> queries.put(name + ": " + side, side.replaceFirst(" [<>] .*", "")));
        }
        assertThat(queries).hasSizeGreaterThan(20);
        return queries;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (!condition.holds() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
