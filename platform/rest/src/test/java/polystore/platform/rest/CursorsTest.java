package polystore.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

class CursorsTest {

    private static final String LIST = "orders?status=PAID";

    private final Cursors cursors = new Cursors(key((byte) 1));

    @ParameterizedTest
    @ValueSource(strings = {"", "0192f0c1-1111-7000-8000-000000000000", "2026-01-01T00:00:00Z|42", "ä👟"})
    void opensWhatItSealed(String position) {
        if (!position.isEmpty()) {
            assertThat(cursors.open(LIST, cursors.seal(LIST, position))).isEqualTo(position);
        }
    }

    @Test
    void refusesACursorInWhichAnyByteWasChanged() {
        var sealed = Base64.getUrlDecoder().decode(cursors.seal(LIST, "position"));
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertRefused(LIST, Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
    }

    @Test
    void refusesACursorThatWasCutOrLengthened() {
        var sealed = cursors.seal(LIST, "position");
        for (int length = 0; length < sealed.length(); length++) {
            assertRefused(LIST, sealed.substring(0, length));
        }
        assertRefused(LIST, sealed + "AAAA");
    }

    @Test
    void refusesACursorOfAnotherListOrFilter() {
        assertRefused("orders?status=PLACED", cursors.seal(LIST, "position"));
        assertRefused("a", cursors.seal("ab", "c"));
    }

    @Test
    void refusesACursorMadeWithAnotherKey() {
        assertRefused(LIST, new Cursors(key((byte) 2)).seal(LIST, "position"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAA", "%00", "ä"})
    void refusesATextThatIsNoCursor(String cursor) {
        assertRefused(LIST, cursor);
    }

    @Test
    void refusesACursorThatIsTooLongWithoutDecodingIt() {
        assertRefused(LIST, "A".repeat(1025));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64!"})
    void refusesAKeyThatIsTooShort(String key) {
        assertThatThrownBy(() -> new Cursors(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CURSOR_KEY");
    }

    private void assertRefused(String list, String cursor) {
        assertThatThrownBy(() -> cursors.open(list, cursor)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().errors())
                    .extracting(Problem.FieldError::path)
                    .containsExactly("cursor");
        });
    }

    private static String key(byte fill) {
        var key = new byte[32];
        Arrays.fill(key, fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
