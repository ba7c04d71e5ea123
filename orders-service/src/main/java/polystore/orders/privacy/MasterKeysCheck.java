package polystore.orders.privacy;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import polystore.platform.startup.SecretRules;
import polystore.platform.startup.StartupCheck;

/// Refuses a start without valid master keys, and in production one with an example key.
@Singleton
class MasterKeysCheck implements StartupCheck {

    private final String configured;

    MasterKeysCheck(@ConfigProperty(name = "polystore.orders.master-keys") Optional<String> configured) {
        this.configured = configured.orElse("");
    }

    @Override
    public List<String> faults() {
        try {
            var _ = new MasterKeys(configured);
            return List.of();
        } catch (IllegalStateException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> unsafe() {
        var zero = Arrays.stream(configured.split(",", -1))
                .anyMatch(entry -> SecretRules.isZero(entry.substring(entry.indexOf(':') + 1)));
        return zero ? List.of("MASTER_KEYS has an example key: generate one from random bytes") : List.of();
    }
}
