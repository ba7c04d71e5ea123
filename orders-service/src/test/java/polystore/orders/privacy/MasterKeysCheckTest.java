package polystore.orders.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysCheckTest {

    private static final String ZERO = Base64.getEncoder().encodeToString(new byte[32]);

    @ParameterizedTest
    @ValueSource(strings = {"", "k1", "k1:c2hvcnQ=", "k1:not base64"})
    void invalidKeysAreRefusedInEveryProfile(String keys) {
        assertThat(check(keys).faults()).singleElement().asString().startsWith("MASTER_KEYS must be");
    }

    @Test
    void anExampleKeyIsUnsafe() {
        var random =
                Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

        assertThat(check("k1:" + random).faults()).isEmpty();
        assertThat(check("k1:" + random).unsafe()).isEmpty();
        assertThat(check("k1:" + random + ",k0:" + ZERO).faults()).isEmpty();
        assertThat(check("k1:" + random + ",k0:" + ZERO).unsafe())
                .singleElement()
                .asString()
                .startsWith("MASTER_KEYS has an example key");
    }

    private static MasterKeysCheck check(String keys) {
        return new MasterKeysCheck(Optional.of(keys).filter(text -> !text.isEmpty()));
    }
}
