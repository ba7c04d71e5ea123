package polystore.command.services;

import java.util.Map;
import polystore.command.home.Variable;

/// Where the services send traces.
///
/// @param endpoint address of a receiver of OTLP over HTTP; empty turns traces off
/// @param shown whether the console can read the traces from that address
public record TraceTarget(String endpoint, boolean shown) {

    /// A collector that the environment names, or none.
    public static TraceTarget of(Map<String, String> environment) {
        return new TraceTarget(Variable.OTEL_EXPORTER_OTLP_ENDPOINT.in(environment), false);
    }

    void addTo(Map<String, String> variables, Service service) {
        if (!endpoint.isEmpty()) {
            variables.put(Variable.OTEL_EXPORTER_OTLP_ENDPOINT.name(), endpoint);
        }
        if (shown && service == Service.GATEWAY) {
            variables.put("TRACES_URL", endpoint);
        }
    }
}
