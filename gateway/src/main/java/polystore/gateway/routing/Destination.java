package polystore.gateway.routing;

/// Where a route leads.
public sealed interface Destination {

    /// The request is forwarded to a service.
    record Upstream(Service service) implements Destination {}

    /// The gateway answers by itself.
    record Own(Endpoint endpoint) implements Destination {}

    /// What the gateway answers by itself.
    enum Endpoint {
        OPENAPI,
        DOCS,
        CONSOLE,
        SYSTEM,
        TRACES,
        ORDER_VIEW,
        HEALTH,
        METRICS
    }
}
