package polystore.command.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polystore.command.home.CheckoutFolder;

/// `docs/metrics.md` lists the metrics that the code has: this test writes it with `-Dmetrics.write=true`, and fails
/// when
/// it is out of date.
class MetricsTableTest {
    private static final Path TABLE = CheckoutFolder.path().resolve("docs/metrics.md");

    private static final String HEAD = """
            # Metrics

            Every service answers `GET /q/metrics` in the text format of Prometheus; at the gateway, with a token of the role
            `operator`. A test writes this page from the code, and another one compares it with what a running system exposes.
            `deploy/observability` has dashboards, objectives and alerts over these metrics.

            Our own metrics begin with `polystore_`. A histogram `x` is the three series `x_bucket`, `x_count` and `x_sum`; its
            buckets end at 5, 10, 25, 50, 100, 250 and 500 ms, 1, 2.5 and 10 s.
            """;

    @ParameterizedTest
    @EnumSource(MeterSource.class)
    void everyMeterIsDescribedWhereItIsRegistered(MeterSource source) {
        assertThat(source.meters().values()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.meaning()).as("a row about %s", meter).isNotBlank();
            assertThat(meter.type()).as("%s is registered", meter).isNotEqualTo("none");
        });
    }

    @Test
    void theTableListsWhatTheCodeHas() throws IOException {
        var text = text();
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(TABLE, text);
        }
        assertThat(Files.readString(TABLE))
                .as("docs/metrics.md; write it anew with -Dmetrics.write=true")
                .isEqualTo(text);
    }

    @Test
    void readsNamesTypesAndLabelsAndFindsWhatIsMissing() {
        var meters = DocumentedMeter.of("""
            /// | meter | labels | meaning |
            /// |---|---|---|
            /// | `polystore.reads` | `layer`, `found` | reads whose description is
            /// wrapped |
            /// | `polystore.gone` | | not registered |
            private static final String READS = "polystore.reads";
            metrics.counter(READS, "layer", "near"); TimeGauge
                    .builder("polystore.age", () -> 1); meters.timer("polystore.time");
            """);
        assertThat(meters)
                .containsExactlyInAnyOrder(
                        new DocumentedMeter(
                                "polystore_reads_total",
                                "counter",
                                List.of("layer", "found"),
                                "reads whose description is wrapped"),
                        new DocumentedMeter("polystore_gone", "none", List.of(), "not registered"),
                        new DocumentedMeter("polystore_age_seconds", "gauge", List.of(), ""),
                        new DocumentedMeter("polystore_time_seconds", "histogram", List.of(), ""));
    }

    private static String text() {
        var lines = new ArrayList<>(HEAD.lines().toList());
        for (var source : MeterSource.values()) {
            lines.addAll(List.of("", "## " + source.title(), ""));
            lines.addAll(List.of("| metric | type | labels | meaning |", "|---|---|---|---|"));
            source.meters().values().forEach(meter -> lines.add(meter.row()));
        }
        lines.addAll(List.of("", "## Of the libraries", "", "Those that the dashboards show; there are more.", ""));
        lines.addAll(List.of("| metric | in | meaning |", "|---|---|---|"));
        LibraryMeter.ALL.forEach(meter -> lines.add(meter.row()));
        return String.join("\n", lines) + "\n";
    }

    /// Guards the parser against a change that lets it find nothing.
    @Test
    void findsTheMetersOfAllKinds() {
        var types = Map.of(
                MeterSource.ORDERS.meters().get("polystore_outbox_waiting"), "gauge",
                MeterSource.ORDERS.meters().get("polystore_outbox_sent_total"), "counter",
                MeterSource.GATEWAY.meters().get("polystore_gateway_requests_seconds"), "histogram",
                MeterSource.TRANSFORM.meters().get("polystore_transformer_verify_age_seconds"), "gauge");
        types.forEach((meter, type) -> assertThat(meter.type()).isEqualTo(type));
    }
}
