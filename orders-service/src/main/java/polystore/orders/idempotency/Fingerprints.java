package polystore.orders.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import polystore.orders.privacy.MasterKeys;

/// Computes fingerprints of bodies as HMACs, because an address could be guessed from a plain hash.
///
/// One key is derived from each master key. After a rotation of the master key, a retry still matches the hash
/// that was stored with the previous one. Rotating other keys, such as that of the cursors, has no effect.
@ApplicationScoped
public class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "polystore.orders.fingerprint";

    private final ObjectMapper json;
    private final List<SecretKey> keys;

    Fingerprints(ObjectMapper json, MasterKeys masters) {
        this.json = json;
        this.keys = masters.derive(ALGORITHM, PURPOSE);
    }

    /// @param form the parsed body, so that white space and the order of fields make no difference
    public Fingerprint of(Object form) {
        try {
            var body = json.writeValueAsBytes(form);
            var older = keys.stream().skip(1).map(key -> hash(key, body)).toList();
            return new Fingerprint(hash(keys.getFirst(), body), older);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body could not be written as JSON", e);
        }
    }

    private static byte[] hash(SecretKey key, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + ALGORITHM, e);
        }
    }
}
