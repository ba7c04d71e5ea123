package polystore.orders.privacy;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import polystore.platform.startup.Secrets;
import polystore.platform.startup.StartupCheck;

/// Refuses a start without usable master keys, and in production one with the key of an example.
@Singleton
class MasterKeysCheck implements StartupCheck {

    private final String configured;

    MasterKeysCheck(@ConfigProperty(name = "polystore.orders.master-keys") Optional<String> configured) {
        this.configured = configured.orElse("");
    }

    @Override
    public List<String> faults() {
        try {
            return new MasterKeys(configured).current().isEmpty() ? List.of("MASTER_KEYS names no key") : List.of();
        } catch (IllegalStateException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> unsafe() {
        var zero = Arrays.stream(configured.split(",", -1))
                .anyMatch(entry -> Secrets.isZero(entry.substring(entry.indexOf(':') + 1)));
        return zero ? List.of("MASTER_KEYS has the key of an example: make one of random bytes") : List.of();
    }
}
