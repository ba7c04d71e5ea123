package polystore.orders.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts and decrypts personal data by envelope encryption: a master key wraps each customer's key, which
/// encrypts the personal data of that customer's orders.
@ApplicationScoped
public class Vault {

    private final MasterKeys masters;
    private final ObjectMapper json;

    public Vault(MasterKeys masters, ObjectMapper json) {
        this.masters = masters;
        this.json = json;
    }

    /// A new random key for a customer, wrapped by the current master key.
    public CustomerKey newKey(UUID keyId, String customerId) {
        return wrap(keyId, customerId, Aes.randomKey());
    }

    /// The same key under the current master key.
    public CustomerKey rewrap(CustomerKey key) {
        return wrap(key.keyId(), key.customerId(), unwrap(key).getEncoded());
    }

    /// @param orderId authenticated with the data, which can be decrypted for this order only
    public byte[] seal(CustomerKey key, UUID orderId, Personal personal) {
        try {
            return Aes.seal(unwrap(key), json.writeValueAsBytes(personal), context(orderId));
        } catch (IOException e) {
            throw new IllegalStateException("personal data could not be written as JSON", e);
        }
    }

    public Personal open(CustomerKey key, UUID orderId, byte[] sealed) {
        try {
            return json.readValue(Aes.open(unwrap(key), sealed, context(orderId)), Personal.class);
        } catch (IOException e) {
            throw new IllegalStateException("the decrypted data is not personal data", e);
        }
    }

    private CustomerKey wrap(UUID keyId, String customerId, byte[] key) {
        var master = masters.current();
        return new CustomerKey(keyId, customerId, master, Aes.seal(masters.key(master), key, context(keyId)));
    }

    private SecretKey unwrap(CustomerKey key) {
        return new SecretKeySpec(Aes.open(masters.key(key.masterKey()), key.wrapped(), context(key.keyId())), "AES");
    }

    private static byte[] context(UUID id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
