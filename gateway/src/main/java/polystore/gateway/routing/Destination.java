package polystore.gateway.routing;

/// Where a request goes.
public sealed interface Destination {

    record At(Service service) implements Destination {}

    /// The gateway answers itself.
    record Itself(Page page) implements Destination {}

    /// What the gateway answers itself.
    enum Page {
        OPENAPI,
        DOCS,
        ORDER_VIEW,
        HEALTH,
        METRICS
    }
}
