package polystore.analytics.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A record's key in the form that the indexed column of parked records can store.
final class IndexedKey {

    /// An order id has 36 characters; an index entry holds some 2,700 bytes.
    private static final int KEY_CHARS_MAX = 255;

    private IndexedKey() {}

    /// The key by which records are parked behind each other. PostgreSQL can store no zero character in a text and
    /// no key of several kilobytes in an index; such keys are changed, but they are not order ids.
    static String of(String key) {
        return key.length() <= KEY_CHARS_MAX ? storable(key) : "sha256:" + sha256(key);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
