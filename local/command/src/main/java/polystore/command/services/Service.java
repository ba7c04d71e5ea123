package polystore.command.services;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.command.home.Home;
import polystore.command.home.Ports;

/// A service of Polystore.
public enum Service {
    ORDERS("orders", "orders-service", 224),
    CATALOG("catalog", "catalog-service", 192),
    ANALYTICS("analytics", "analytics-service", 192),
    GATEWAY("gateway", "gateway", 160);

    private final String label;
    private final String module;
    private final int heapMegabytes;

    Service(String label, String module, int heapMegabytes) {
        this.label = label;
        this.module = module;
        this.heapMegabytes = heapMegabytes;
    }

    /// The name in `status` and `logs`, and of the service's databases.
    public String label() {
        return label;
    }

    public int heapMegabytes() {
        return heapMegabytes;
    }

    public int port(Ports ports) {
        return switch (this) {
            case ORDERS -> ports.orders();
            case CATALOG -> ports.catalog();
            case ANALYTICS -> ports.analytics();
            case GATEWAY -> ports.gateway();
        };
    }

    /// The folder of its Maven module.
    public Path module(Home home) {
        return home.checkout().resolve(module);
    }

    /// The folder of the program that Maven built.
    public Path built(Home home) {
        return module(home).resolve("target/quarkus-app");
    }

    /// The folder of the migrations.
    public Path migrations(Home home) {
        return module(home).resolve("src/main/resources");
    }

    /// Whether the service has databases to migrate.
    public boolean hasDatabases() {
        return onPostgres() || onMongo();
    }

    public boolean onPostgres() {
        return this == ORDERS || this == ANALYTICS;
    }

    public boolean onMongo() {
        return this == CATALOG || this == ANALYTICS;
    }

    public static List<String> labels() {
        return List.of(values()).stream().map(Service::label).toList();
    }

    /// The services with these labels; all for null.
    ///
    /// @throws IllegalArgumentException naming the known ones, when there is no such service
    public static List<Service> named(@Nullable List<String> labels) {
        if (labels == null) {
            return List.of(values());
        }
        var unknown = labels.stream().filter(label -> !labels().contains(label)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("No such service: " + unknown + ". Services: " + labels());
        }
        return List.of(values()).stream()
                .filter(service -> labels.contains(service.label()))
                .toList();
    }
}
