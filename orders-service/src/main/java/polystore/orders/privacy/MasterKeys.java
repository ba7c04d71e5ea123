package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The keys that wrap customers' keys, from the environment: `k2:<base64>,k1:<base64>`, the first wraps what is new.
@ApplicationScoped
public class MasterKeys {

    private static final int KEY_BYTES = 32;

    private final Map<String, SecretKey> keys;
    private final String current;

    @Inject
    public MasterKeys(@ConfigProperty(name = "polystore.orders.master-keys") Optional<String> configured) {
        this(configured.orElse(""));
    }

    MasterKeys(String configured) {
        this.keys = parse(configured);
        this.current = keys.keySet().iterator().next();
    }

    /// The id of the key that wraps what is new.
    public String current() {
        return current;
    }

    /// @throws IllegalStateException naming the key that MASTER_KEYS lacks
    SecretKey key(String id) {
        var key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException(
                    "MASTER_KEYS lacks " + id + ", which still wraps customers' keys: add it back");
        }
        return key;
    }

    private static Map<String, SecretKey> parse(String configured) {
        var keys = new LinkedHashMap<String, SecretKey>();
        for (var entry : configured.split(",", -1)) {
            var parts = entry.strip().split(":", 2);
            var bytes = parts.length == 2 ? decoded(parts[1]) : new byte[0];
            if (bytes.length != KEY_BYTES || parts[0].isBlank()) {
                throw new IllegalStateException("MASTER_KEYS must be id:base64 of 32 bytes, comma-separated");
            }
            keys.put(parts[0], new SecretKeySpec(bytes, "AES"));
        }
        return keys;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
