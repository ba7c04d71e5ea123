package polystore.command.documentation;

import java.util.Map;
import polystore.command.home.CheckoutFolder;

/// A part of the sources with meters, and the services that have it.
public enum MeterSource {
    MESSAGING("Every service with consumers", "platform/messaging", "orders catalog analytics"),
    ORDERS("orders", "orders-service", "orders"),
    CATALOG("catalog", "catalog-service", "catalog"),
    ANALYTICS("analytics", "analytics-service", "analytics"),
    GATEWAY("gateway", "gateway", "gateway"),
    TRANSFORM("`./polystore transform live` and `verify --every`, with `--metrics`", "local/command", "");

    private final String title;
    private final String folder;
    /// Separated by spaces.
    private final String services;

    MeterSource(String title, String folder, String services) {
        this.title = title;
        this.folder = folder;
        this.services = services;
    }

    String title() {
        return title;
    }

    public boolean isIn(String service) {
        return services.contains(service);
    }

    public Map<String, DocumentedMeter> meters() {
        var meters = DocumentedMeter.in(CheckoutFolder.path().resolve(folder));
        if (this == TRANSFORM) {
            meters.replaceAll((_, meter) -> meter.withoutBuckets());
        }
        return meters;
    }
}
