package polystore.orders.privacy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM with a random 96-bit nonce before the ciphertext. Source: NIST SP 800-38D, section 8.2.2.
///
/// A customer's key encrypts far fewer than 2^32 messages, the limit for random nonces.
final class Aes {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Aes() {}

    static byte[] randomKey() {
        return random(32);
    }

    /// @param context additional authenticated data: decryption fails with another one
    static byte[] seal(SecretKey key, byte[] plain, byte[] context) {
        try {
            var nonce = random(NONCE_BYTES);
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM encryption failed", e);
        }
    }

    /// @throws IllegalStateException for another key, another context or a changed ciphertext
    static byte[] open(SecretKey key, byte[] sealed, byte[] context) {
        try {
            var buffer = ByteBuffer.wrap(sealed);
            var nonce = new byte[NONCE_BYTES];
            buffer.get(nonce);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(sealed, NONCE_BYTES, buffer.remaining());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the ciphertext cannot be decrypted: it was changed, or encrypted with another key", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
