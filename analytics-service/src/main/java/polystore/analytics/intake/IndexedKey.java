package polystore.analytics.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A record's key as the column that orders and finds parked records has it.
final class IndexedKey {

    /// An order id has 36; an index holds some 2,700 bytes.
    private static final int KEY_CHARS_MAX = 255;

    private IndexedKey() {}

    /// The key by which records wait for each other: PostgreSQL has no text with a zero character, and no index of keys
    /// of some kilobytes. A key that is changed by this is nobody's order id.
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
