package polystore.orders.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VaultTest {

    private static final UUID ORDER = new UUID(1, 2);
    private static final UUID KEY = new UUID(3, 4);
    private static final Personal ADA = new Personal("Ada", "12 St James's Square", "SW1Y", "ada@example.org");
    private static final String OLD = "k1:" + base64((byte) 1);
    private static final String NEW = "k2:" + base64((byte) 2);

    @Test
    void decryptsDataForItsOwnOrderOnly() {
        var vault = vault(OLD);
        var key = vault.newKey(KEY, "ada");
        var sealed = vault.seal(key, ORDER, ADA);

        assertThat(vault.open(key, ORDER, sealed)).isEqualTo(ADA);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Ada", "James");
        assertThatThrownBy(() -> vault.open(key, new UUID(9, 9), sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void encryptsTheSameDataDifferentlyEachTime() {
        var vault = vault(OLD);
        var key = vault.newKey(KEY, "ada");
        assertThat(vault.seal(key, ORDER, ADA)).isNotEqualTo(vault.seal(key, ORDER, ADA));
    }

    @Test
    void refusesAChangedCiphertext() {
        var vault = vault(OLD);
        var key = vault.newKey(KEY, "ada");
        var sealed = vault.seal(key, ORDER, ADA);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(key, ORDER, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rotatesTheMasterKeyWithoutEncryptingTheDataAgain() {
        var key = vault(OLD).newKey(KEY, "ada");
        var sealed = vault(OLD).seal(key, ORDER, ADA);

        var rewrapped = vault(NEW + "," + OLD).rewrap(key);

        assertThat(rewrapped.masterKey()).isEqualTo("k2");
        assertThat(vault(NEW).open(rewrapped, ORDER, sealed)).isEqualTo(ADA);
        assertThatThrownBy(() -> vault(NEW).open(key, ORDER, sealed)).hasMessageContaining("MASTER_KEYS has no key k1");
    }

    @Test
    void refusesInvalidMasterKeys() {
        for (var wrong : new String[] {"", "k1", "k1:AAAA", ":" + base64((byte) 1)}) {
            assertThatThrownBy(() -> new MasterKeys(wrong)).as(wrong).hasMessageContaining("MASTER_KEYS must be");
        }
    }

    private static Vault vault(String masterKeys) {
        return new Vault(new MasterKeys(masterKeys), new ObjectMapper());
    }

    private static String base64(byte fill) {
        var key = new byte[32];
        Arrays.fill(key, fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
