package polystore.command.services;

import java.nio.file.Path;
import java.util.List;
import polystore.command.home.Home;
import polystore.command.home.Ports;

/// A service of Polystore.
public enum Service {
    ORDERS("orders", "orders-service", 224, true),
    CATALOG("catalog", "catalog-service", 192, true),
    ANALYTICS("analytics", "analytics-service", 192, true),
    GATEWAY("gateway", "gateway", 160, false);

    private final String label;
    private final String module;
    private final int heapMegabytes;
    private final boolean migrates;

    Service(String label, String module, int heapMegabytes, boolean migrates) {
        this.label = label;
        this.module = module;
        this.heapMegabytes = heapMegabytes;
        this.migrates = migrates;
    }

    /// As in `status` and `logs`, and the name of its databases.
    public String label() {
        return label;
    }

    public int heapMegabytes() {
        return heapMegabytes;
    }

    /// True when it has a schema of its own to bring up to date.
    public boolean migrates() {
        return migrates;
    }

    public int port(Ports ports) {
        return switch (this) {
            case ORDERS -> ports.orders();
            case CATALOG -> ports.catalog();
            case ANALYTICS -> ports.analytics();
            case GATEWAY -> ports.gateway();
        };
    }

    /// Where Maven puts the program.
    public Path built(Home home) {
        return home.checkout().resolve(module).resolve("target/quarkus-app");
    }

    /// Where its sources are, migrations among them.
    public Path sources(Home home) {
        return home.checkout().resolve(module).resolve("src/main");
    }

    public static List<String> labels() {
        return List.of(values()).stream().map(Service::label).toList();
    }
}
