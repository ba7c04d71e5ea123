package polystore.analytics.migration;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Runs the migration of MongoDB in the migrate step, beside Flyway's of PostgreSQL.
@ApplicationScoped
public class MigrateAtStart {

    void migrate(
            @Observes StartupEvent event,
            @ConfigProperty(name = "polystore.migrate-at-start") boolean migrating,
            @ConfigProperty(name = "quarkus.mongodb.connection-string") String uri,
            @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        if (migrating) {
            Migration.run(uri, database);
        }
    }
}
