package polystore.platform.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

/// Opaque list cursors, authenticated with HMAC-SHA256 so that a changed one is refused instead of obeyed.
@ApplicationScoped
public class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG_BYTES = 16;
    private static final int KEY_BYTES_MIN = 32;
    /// A position is a few ids.
    private static final int CURSOR_CHARS_MAX = 1024;

    private final SecretKeySpec key;

    /// @param key base64 of at least 32 bytes, the same for all instances of a service
    /// @throws IllegalArgumentException for a key that is not base64 or too short
    public Cursors(@ConfigProperty(name = "polystore.cursor.key", defaultValue = "") String key) {
        this.key = new SecretKeySpec(secret(key), ALGORITHM);
    }

    /// @param list names the list and its filter; [#open] refuses the cursor for any other
    /// @param position where the page ended
    public String seal(String list, String position) {
        var payload = position.getBytes(StandardCharsets.UTF_8);
        var sealed = Arrays.copyOf(tag(list, payload), TAG_BYTES + payload.length);
        System.arraycopy(payload, 0, sealed, TAG_BYTES, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// The position that [#seal] was given.
    ///
    /// @throws ProblemException 400 for a cursor that this service did not issue, was changed, or
    ///     belongs to another list
    public String open(String list, String cursor) {
        if (cursor.length() > CURSOR_CHARS_MAX) {
            throw refused();
        }
        try {
            var sealed = Base64.getUrlDecoder().decode(cursor);
            var payload = Arrays.copyOfRange(sealed, Math.min(TAG_BYTES, sealed.length), sealed.length);
            var tag = Arrays.copyOf(sealed, TAG_BYTES);
            if (sealed.length <= TAG_BYTES || !MessageDigest.isEqual(tag, tag(list, payload))) {
                throw refused();
            }
            return new String(payload, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    private static byte[] secret(String key) {
        var bytes = key.matches("[A-Za-z0-9+/]*={0,2}") ? Base64.getDecoder().decode(key) : new byte[0];
        if (bytes.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "CURSOR_KEY must be base64 of at least " + KEY_BYTES_MIN + " random bytes");
        }
        return bytes;
    }

    private byte[] tag(String list, byte[] payload) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(payload), TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    private static ProblemException refused() {
        return Problem.badRequest(
                        "Start again without cursor, or use the one of the last answer unchanged, with the same filter.",
                        new Problem.FieldError("cursor", "is not a cursor of this list"))
                .asException();
    }
}
