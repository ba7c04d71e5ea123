package polystore.gateway.routing;

import java.util.Locale;

/// The services behind the door.
public enum Service {
    ORDERS,
    CATALOG,
    ANALYTICS;

    /// As people and metrics call it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
