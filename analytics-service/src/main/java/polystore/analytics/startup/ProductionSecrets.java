package polystore.analytics.startup;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/// Refuses to start in production with a secret that is missing or well known, and names all of them at once.
@ApplicationScoped
@IfBuildProfile("prod")
public class ProductionSecrets {

    /// Property and the variable that sets it.
    private static final Map<String, String> SECRETS = Map.of(
            "quarkus.datasource.password", "POSTGRES_PASSWORD",
            "quarkus.datasource.read.password", "POSTGRES_READ_PASSWORD",
            "polystore.cursor.key", "CURSOR_KEY");

    private static final List<String> WELL_KNOWN =
            List.of("postgres", "password", "secret", "changeme", "admin", "only-for-tests");

    /// Base64 of nothing but zero bytes, as keys in examples are.
    private static final String ZEROES = "AAAAAAAAAAAAAAAA";

    void check(@Observes StartupEvent started, Config config) {
        var faults = new ArrayList<String>();
        SECRETS.forEach((property, variable) -> {
            var value = config.getOptionalValue(property, String.class).orElse("");
            if (value.isBlank() || WELL_KNOWN.contains(value) || value.contains(ZEROES)) {
                faults.add(variable);
            }
        });
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "Set " + String.join(", ", faults.stream().sorted().toList())
                            + " to secrets of your own: they are missing or well known");
        }
    }
}
