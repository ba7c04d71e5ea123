package polystore.catalog;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import polystore.catalog.migration.Migration;

/// Starts the service, or brings its database up to date, or both, as the environment says.
///
/// Migrations run before Quarkus starts: its `QUARKUS_INIT_AND_EXIT` ends the process before any observer of the
/// start could run them, and the step needs nothing of the service.
@QuarkusMain
public final class CatalogMain {

    CatalogMain() {}

    public static void main(String... args) {
        if (isTrue("MIGRATE_AT_START")) {
            Migration.run(required("MONGODB_URI"), System.getenv().getOrDefault("MONGODB_DATABASE", "catalog"));
            if (isTrue("QUARKUS_INIT_AND_EXIT")) {
                return;
            }
        }
        Quarkus.run(args);
    }

    private static boolean isTrue(String variable) {
        return Boolean.parseBoolean(System.getenv(variable));
    }

    private static String required(String variable) {
        var value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("Set " + variable + ": it names the server whose database to migrate.");
        }
        return value;
    }
}
