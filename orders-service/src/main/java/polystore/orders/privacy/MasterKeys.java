package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The keys that wrap customers' keys, from the environment: `k2:<base64>,k1:<base64>`, the first wraps new keys.
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

    /// The id of the key that wraps new customers' keys.
    public String current() {
        return current;
    }

    /// @throws IllegalStateException naming the key that MASTER_KEYS lacks
    SecretKey key(String id) {
        var key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException(
                    "MASTER_KEYS has no key " + id + ", which still wraps customers' keys: add it again");
        }
        return key;
    }

    /// Keys derived for another purpose, one from each master key, that of the current one first. Source: RFC 5869
    /// (HKDF).
    public List<SecretKey> derive(String algorithm, String purpose) {
        var info = purpose.getBytes(StandardCharsets.UTF_8);
        return keys.values().stream()
                .map(master -> derive(algorithm, master, info))
                .toList();
    }

    private static SecretKey derive(String algorithm, SecretKey master, byte[] info) {
        try {
            var extractThenExpand = HKDFParameterSpec.ofExtract().addIKM(master).thenExpand(info, KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, extractThenExpand);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no HKDF-SHA256", e);
        }
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
