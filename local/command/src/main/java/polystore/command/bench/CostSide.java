package polystore.command.bench;

import java.util.Map;

/// What the services record while their CPU time is measured.
enum CostSide {
    /// Neither metrics nor traces.
    NOTHING,
    /// Metrics, which are read every 15 s as Prometheus would.
    METRICS,
    /// Metrics, and traces of one request in a hundred.
    TRACES;

    /// Variables of a service in addition to its own.
    ///
    /// @param receiver address of a receiver of traces
    Map<String, String> variables(String receiver) {
        return switch (this) {
            case NOTHING ->
                Map.of(
                        "POLYSTORE_METRICS_RECORDED",
                        "false",
                        // The labels of a request are not even built.
                        "QUARKUS_MICROMETER_BINDER_HTTP_SERVER_IGNORE_PATTERNS",
                        ".*");
            case METRICS -> Map.of();
            case TRACES -> Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver, "OTEL_TRACES_SAMPLER_ARG", "0.01");
        };
    }

    boolean hasMetrics() {
        return this != NOTHING;
    }
}
