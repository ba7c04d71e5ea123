package polystore.gateway.routing;

import java.util.Locale;

/// The services that the gateway forwards requests to.
public enum Service {
    ORDERS,
    CATALOG,
    ANALYTICS;

    /// As in configuration, metrics and problems.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
