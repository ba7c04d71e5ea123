package polystore.orders.privacy;

import java.util.UUID;

/// One customer's data key as it is stored.
///
/// @param masterKey id of the key that wraps it
/// @param wrapped nonce, ciphertext and tag of the 32 key bytes
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CustomerKey(UUID keyId, String customerId, String masterKey, byte[] wrapped) {}
