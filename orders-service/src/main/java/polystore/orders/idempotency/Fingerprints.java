package polystore.orders.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Tells two bodies apart without keeping either: a keyed hash, because addresses are few enough to guess a plain
/// one.
@ApplicationScoped
public class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";

    private final ObjectMapper json;
    private final SecretKeySpec key;

    public Fingerprints(ObjectMapper json, @ConfigProperty(name = "polystore.cursor.key") String key) {
        this.json = json;
        this.key = new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM);
    }

    /// @param form the parsed body, so that white space and the order of fields make no difference
    public byte[] of(Object form) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(json.writeValueAsBytes(form));
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("a form that cannot be hashed", e);
        }
    }
}
