package polystore.platform.startup;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Rules for passwords and keys.
public final class SecretRules {

    private static final int KEY_BYTES_MIN = 32;

    private static final Set<String> WELL_KNOWN = Set.of(
            "password", "secret", "changeme", "admin", "root", "test", "only-for-tests", "postgres", "mongo", "redis");

    private SecretRules() {}

    /// A password of a role or user.
    static Optional<String> password(String password) {
        if (password.isBlank()) {
            return Optional.of("is missing: set a password");
        }
        return WELL_KNOWN.contains(password.toLowerCase(Locale.ROOT))
                ? Optional.of("is a well-known password: set another one")
                : Optional.empty();
    }

    /// An address that must name a user with a password: `mongodb://user:password@host`.
    static Optional<String> inAddress(String uri) {
        var authority = uri.replaceFirst("^[a-z+]+://", "").split("[/?]", 2)[0];
        var at = authority.lastIndexOf('@');
        var user = at < 0 ? new String[] {""} : authority.substring(0, at).split(":", 2);
        if (user.length < 2 || user[1].isBlank()) {
            return Optional.of("has no user with a password: use a user of this service alone");
        }
        return user[1].equals(user[0])
                ? Optional.of("has the user's name as password: set another one")
                : password(user[1]).map(fault -> "has a well-known password: set another one");
    }

    /// A key in base64.
    static Optional<String> key(String base64) {
        var bytes = decoded(base64);
        return bytes.length < KEY_BYTES_MIN
                ? Optional.of("must be base64 of at least " + KEY_BYTES_MIN + " random bytes")
                : Optional.empty();
    }

    /// Whether a key in base64 is nothing but zeros, as keys in examples are.
    public static boolean isZero(String base64) {
        var bytes = decoded(base64);
        return bytes.length > 0 && Arrays.equals(bytes, new byte[bytes.length]);
    }

    static Optional<String> random(String base64) {
        return isZero(base64) ? Optional.of("is an example key: generate one from random bytes") : Optional.empty();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
