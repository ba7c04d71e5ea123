package polystore.platform.startup;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Runs every [StartupCheck] before anything else starts, and refuses the start with all faults in one message.
///
/// Production (the profile `prod`, the default) also refuses unsafe settings. The local stack runs in the profile
/// `local`, which allows and logs them.
@Singleton
public class StartupChecks {

    private static final Logger LOG = Logger.getLogger(StartupChecks.class);

    private final List<StartupCheck> checks;
    private final String service;

    @Inject
    StartupChecks(@All List<StartupCheck> checks, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.checks = checks;
        this.service = service;
    }

    void check(@Observes @Priority(1) StartupEvent starting) {
        check(ConfigUtils.getProfiles());
    }

    void check(List<String> profiles) {
        var faults = new ArrayList<>(
                checks.stream().flatMap(check -> check.faults().stream()).toList());
        if (profiles.contains("prod")) {
            faults.addAll(unsafe());
        } else if (profiles.contains("local")) {
            LOG.infof(
                    "The profile local allows these settings, which production refuses: %s",
                    String.join("; ", unsafe()));
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException("The service " + service + " does not start:\n  - "
                    + String.join("\n  - ", faults.stream().sorted().toList()));
        }
    }

    private List<String> unsafe() {
        return checks.stream().flatMap(check -> check.unsafe().stream()).toList();
    }
}
