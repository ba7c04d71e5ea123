package polystore.catalog;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses to start on settings that are missing or too weak, naming all of them at once.
@ApplicationScoped
public class StartupCheck {

    private static final int CURSOR_KEY_BYTES_MIN = 32;

    private static final Set<String> WELL_KNOWN_PASSWORDS =
            Set.of("", "password", "secret", "changeme", "admin", "root", "test", "mongo", "redis", "catalog");

    private final String cursorKey;
    private final String mongoUri;
    private final String redisUri;

    public StartupCheck(
            @ConfigProperty(name = "polystore.cursor.key", defaultValue = "") String cursorKey,
            @ConfigProperty(name = "quarkus.mongodb.connection-string") String mongoUri,
            @ConfigProperty(name = "quarkus.redis.hosts") String redisUri) {
        this.cursorKey = cursorKey;
        this.mongoUri = mongoUri;
        this.redisUri = redisUri;
    }

    void check(@Observes @Priority(1) StartupEvent starting) {
        var faults = faults(ConfigUtils.isProfileActive("prod"));
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The catalog does not start: " + String.join("; ", faults));
        }
    }

    List<String> faults(boolean production) {
        var faults = new ArrayList<String>();
        if (!isKey(cursorKey)) {
            faults.add("CURSOR_KEY must be base64 of at least " + CURSOR_KEY_BYTES_MIN + " random bytes");
        }
        if (production && hasWellKnownPassword(mongoUri)) {
            faults.add("MONGODB_URI has a well-known password");
        }
        if (production && hasWellKnownPassword(redisUri)) {
            faults.add("REDIS_URI has a well-known password");
        }
        return faults;
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length >= CURSOR_KEY_BYTES_MIN;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /// An address without a user is one that needs none: a server on loopback, or behind mutual TLS.
    private static boolean hasWellKnownPassword(String uri) {
        var authority = uri.replaceFirst("^[a-z+]+://", "").split("[/?]", 2)[0];
        var user = authority.lastIndexOf('@') < 0 ? "" : authority.substring(0, authority.lastIndexOf('@'));
        return user.contains(":")
                && WELL_KNOWN_PASSWORDS.contains(
                        user.substring(user.indexOf(':') + 1).toLowerCase(Locale.ROOT));
    }
}
