package polystore.platform.persistence.migration;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import polystore.platform.startup.StartCondition;

/// A service is ready, and reads topics, only when its databases have what its migrations declare; what is missing is
/// named.
///
/// Asked until everything was there once: the migration of a later version may take away what this version declares
/// and no longer uses, and must not make its running instances unready.
@Readiness
@Singleton
public class SchemaReadiness implements HealthCheck, StartCondition {

    private static final Logger LOG = Logger.getLogger(SchemaReadiness.class);
    private static final String WHAT_TO_DO = "Run the migrate step: java -jar quarkus-run.jar migrate";

    private final Iterable<DatabaseSchema> schemas;
    private final boolean production;
    private volatile boolean complete;
    private volatile Map<String, String> logged = Map.of();

    @Inject
    SchemaReadiness(Instance<DatabaseSchema> schemas) {
        this(schemas, ConfigUtils.isProfileActive("prod"));
    }

    SchemaReadiness(Iterable<DatabaseSchema> schemas, boolean production) {
        this.schemas = schemas;
        this.production = production;
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

    @Override
    public boolean isMet() {
        return call().getStatus() == HealthCheckResponse.Status.UP;
    }

    private Map<String, String> missing() {
        var missing = new TreeMap<String, String>();
        for (var schema : schemas) {
            var faults = faults(schema);
            if (!faults.isEmpty()) {
                missing.put(schema.database(), String.join("; ", faults));
            }
        }
        log(missing);
        return missing;
    }

    private List<String> faults(DatabaseSchema schema) {
        try {
            var faults = new ArrayList<String>();
            var missing = schema.missing();
            if (!missing.isEmpty()) {
                faults.add("missing: " + String.join(", ", missing));
            }
            if (production) {
                // The check at the start could not ask a server that was away.
                schema.ownership().ifPresent(faults::add);
            }
            return faults;
        } catch (RuntimeException e) {
            return List.of("does not answer: " + MigrateDatabases.reason(e));
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
