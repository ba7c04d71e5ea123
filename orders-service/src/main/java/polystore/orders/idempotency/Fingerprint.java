package polystore.orders.idempotency;

import java.util.Arrays;
import java.util.List;

/// A hash of a request's body, by which a repeated request is compared with the first.
///
/// @param bytes the hash that is stored
/// @param older hashes of the same body under the keys that were used before
@SuppressWarnings("ArrayRecordComponent") // compared through matches only
public record Fingerprint(byte[] bytes, List<byte[]> older) {

    boolean matches(byte[] stored) {
        return Arrays.equals(bytes, stored) || older.stream().anyMatch(hash -> Arrays.equals(hash, stored));
    }
}
