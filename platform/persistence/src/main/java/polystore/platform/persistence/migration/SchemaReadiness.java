package polystore.platform.persistence.migration;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import polystore.platform.startup.StartCondition;

/// Ready when the databases answer and have all objects that the migrations declare; consumers begin only then.
/// The response names missing objects, or why a database does not answer, with the correction.
///
/// The schema is compared until it was complete once: the migration of a later version may remove objects that
/// this version declares but no longer uses, which must not make running instances unready.
@Readiness
@Singleton
public class SchemaReadiness implements HealthCheck, StartCondition {

    private static final Logger LOG = Logger.getLogger(SchemaReadiness.class);

    private final Iterable<DatabaseSchema> schemas;
    private final boolean production;
    private final Set<String> complete = ConcurrentHashMap.newKeySet();
    private volatile String logged = "";

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
        var faults = new TreeMap<String, String>();
        var remedies = new TreeSet<String>();
        for (var schema : schemas) {
            ask(schema, faults, remedies);
        }
        log(faults, remedies);
        var response = HealthCheckResponse.named("database schemas").status(faults.isEmpty());
        faults.forEach(response::withData);
        return faults.isEmpty()
                ? response.build()
                : response.withData("what to do", String.join("; ", remedies)).build();
    }

    @Override
    public boolean isMet() {
        return call().getStatus() == HealthCheckResponse.Status.UP;
    }

    private void ask(DatabaseSchema schema, Map<String, String> faults, Set<String> remedies) {
        try {
            if (complete.contains(schema.database())) {
                schema.ping();
                return;
            }
            var found = faults(schema, remedies);
            if (found.isEmpty()) {
                complete.add(schema.database());
            } else {
                faults.put(schema.database(), String.join("; ", found));
            }
        } catch (RuntimeException e) {
            faults.put(schema.database(), "does not answer: " + ProgramStep.reason(e));
            remedies.add(Remedy.of(schema.database(), e));
        }
    }

    private List<String> faults(DatabaseSchema schema, Set<String> remedies) {
        var faults = new ArrayList<String>();
        var missing = schema.missing();
        if (!missing.isEmpty()) {
            faults.add("missing: " + String.join(", ", missing));
            remedies.add("run the migrate step: java -jar quarkus-run.jar migrate");
        }
        if (production) {
            // The server may have been unavailable during the check at the start.
            schema.ownership().ifPresent(faults::add);
        }
        return faults;
    }

    /// Logged once per change, not for each probe.
    private void log(Map<String, String> faults, Set<String> remedies) {
        var state = faults.keySet() + ": " + remedies;
        if (!state.equals(logged)) {
            logged = state;
            if (faults.isEmpty()) {
                LOG.info("The databases answer, and their schemas are complete");
            } else {
                LOG.warnf("Not ready: %s. What to do: %s", faults, String.join("; ", remedies));
            }
        }
    }
}
