package polystore.orders.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import polystore.orders.privacy.MasterKeys;

class FingerprintsTest {

    private static final Map<String, String> BODY = Map.of("street", "12 St James's Square");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Fingerprints fingerprints = with(key("k1", 1));

    @Test
    void matchesTheSameBodyAndNoOther() {
        var stored = fingerprints.of(BODY).bytes();

        assertThat(fingerprints.of(BODY).matches(stored)).isTrue();
        assertThat(fingerprints.of(Map.of("street", "13 St James's Square")).matches(stored))
                .isFalse();
    }

    @Test
    void aRetryStillMatchesAfterTheMasterKeyWasRotated() {
        var stored = fingerprints.of(BODY).bytes();

        var rotated = with(key("k2", 2) + "," + key("k1", 1)).of(BODY);

        assertThat(rotated.matches(stored)).isTrue();
        assertThat(rotated.bytes()).isNotEqualTo(stored);
    }

    @Test
    void cannotBeComputedWithoutTheKeyAndDoesNotUseTheMasterKeyItself() throws Exception {
        var stored = fingerprints.of(BODY).bytes();
        var body = JSON.writeValueAsBytes(BODY);
        var mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(bytes(1), "HmacSHA256"));

        assertThat(with(key("k1", 2)).of(BODY).matches(stored)).isFalse();
        assertThat(stored)
                .isNotEqualTo(MessageDigest.getInstance("SHA-256").digest(body))
                .isNotEqualTo(mac.doFinal(body));
    }

    private static Fingerprints with(String masterKeys) {
        return new Fingerprints(JSON, new MasterKeys(Optional.of(masterKeys)));
    }

    private static String key(String id, int fill) {
        return id + ":" + Base64.getEncoder().encodeToString(bytes(fill));
    }

    private static byte[] bytes(int fill) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return bytes;
    }
}
