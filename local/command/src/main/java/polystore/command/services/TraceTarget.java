package polystore.command.services;

import java.util.Map;
import polystore.command.home.Variable;

/// Where the services send traces.
///
/// @param endpoint address of a receiver of OTLP over HTTP; empty turns traces off
/// @param ratio share of the requests that are traced; empty for the default of the services
/// @param shown whether the console can read the traces from that address
public record TraceTarget(String endpoint, String ratio, boolean shown) {

    /// A collector that the environment names, or none.
    public static TraceTarget of(Map<String, String> environment) {
        return new TraceTarget(
                Variable.OTEL_EXPORTER_OTLP_ENDPOINT.in(environment),
                Variable.OTEL_TRACES_SAMPLER_ARG.in(environment),
                false);
    }

    /// A receiver of this machine that the console can read.
    public static TraceTarget shown(String endpoint, Map<String, String> environment) {
        return new TraceTarget(endpoint, Variable.OTEL_TRACES_SAMPLER_ARG.in(environment), true);
    }

    void addTo(Map<String, String> variables, Service service) {
        if (!endpoint.isEmpty()) {
            variables.put(Variable.OTEL_EXPORTER_OTLP_ENDPOINT.name(), endpoint);
        }
        if (!ratio.isEmpty()) {
            variables.put(Variable.OTEL_TRACES_SAMPLER_ARG.name(), ratio);
        }
        if (shown && service == Service.GATEWAY) {
            variables.put("TRACES_URL", endpoint);
        }
    }
}
