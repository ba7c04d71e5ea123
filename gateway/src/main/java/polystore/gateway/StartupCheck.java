package polystore.gateway;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses to start in the production profile with a well-known password, or with token keys from an unencrypted URL.
@Singleton
public class StartupCheck {

    private static final Pattern PASSWORD = Pattern.compile("^[a-z+]+://[^:/@]*:([^@/]*)@.*");
    private static final Set<String> WELL_KNOWN =
            Set.of("", "password", "secret", "changeme", "admin", "root", "test", "redis", "gateway");

    private final String redisUri;
    private final String keyLocation;

    public StartupCheck(
            @ConfigProperty(name = "quarkus.redis.hosts") String redisUri,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") String keyLocation) {
        this.redisUri = redisUri;
        this.keyLocation = keyLocation;
    }

    void check(@Observes @Priority(1) StartupEvent starting) {
        var faults = faults();
        if (ConfigUtils.isProfileActive("prod") && !faults.isEmpty()) {
            throw new IllegalStateException("The gateway does not start: " + String.join("; ", faults));
        }
    }

    List<String> faults() {
        var faults = new ArrayList<String>();
        var password = PASSWORD.matcher(redisUri);
        if (password.matches() && WELL_KNOWN.contains(password.group(1).toLowerCase(Locale.ROOT))) {
            faults.add("REDIS_URI has a well-known password");
        }
        if (keyLocation.matches("http://(?!(localhost|127\\.0\\.0\\.1|\\[::1])[:/]).*")) {
            faults.add("JWT_JWKS must be an https URL or a file");
        }
        return faults;
    }
}
