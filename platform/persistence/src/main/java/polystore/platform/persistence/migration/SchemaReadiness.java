package polystore.platform.persistence.migration;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// A service is ready only when its databases have what its migrations declare; what is missing is named.
///
/// Asked until everything was there once: the migration of a later version may take away what this version declares
/// and no longer uses, and must not make its running instances unready.
@Readiness
@Singleton
public class SchemaReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(SchemaReadiness.class);
    private static final String WHAT_TO_DO = "Run the migrate step: java -jar quarkus-run.jar migrate";

    private final Iterable<DatabaseSchema> schemas;
    private volatile boolean complete;
    private volatile Map<String, String> logged = Map.of();

    @Inject
    SchemaReadiness(Instance<DatabaseSchema> schemas) {
        this((Iterable<DatabaseSchema>) schemas);
    }

    SchemaReadiness(Iterable<DatabaseSchema> schemas) {
        this.schemas = schemas;
    }

    @Override
    public HealthCheckResponse call() {
        var missing = complete ? Map.<String, String>of() : missing();
        complete = missing.isEmpty();
        var response = HealthCheckResponse.named("database schemas").status(complete);
        missing.forEach(response::withData);
        return complete
                ? response.build()
                : response.withData("what to do", WHAT_TO_DO).build();
    }

    private Map<String, String> missing() {
        var missing = new TreeMap<String, String>();
        for (var schema : schemas) {
            var names = missing(schema);
            if (!names.isEmpty()) {
                missing.put(schema.database() + " lacks", String.join(", ", names));
            }
        }
        log(missing);
        return missing;
    }

    private static List<String> missing(DatabaseSchema schema) {
        try {
            return schema.missing();
        } catch (RuntimeException e) {
            return List.of("an answer: " + MigrateDatabases.reason(e));
        }
    }

    /// Once for each change, however often somebody asks.
    private void log(Map<String, String> missing) {
        if (!missing.equals(logged)) {
            logged = missing;
            if (missing.isEmpty()) {
                LOG.info("The database schemas are complete");
            } else {
                LOG.warnf("Not ready: %s. %s", missing, WHAT_TO_DO);
            }
        }
    }
}
