package polystore.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// Keys and certificates as text (RFC 7468), which PostgreSQL, Redis, MongoDB, Kafka and Quarkus all read.
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String of(Certificate certificate) throws CertificateEncodingException {
        return block("CERTIFICATE", certificate.getEncoded());
    }

    /// A private key, not encrypted.
    static String of(Key key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /// The first certificate in a file.
    static X509Certificate certificate(Path file) {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot read the certificate in " + file, e);
        }
    }

    /// The private key in a file, which is one of [LoopbackCertificate].
    static PrivateKey privateKey(Path file) {
        try {
            var key = Files.readString(file)
                    .replaceFirst("(?s).*-----BEGIN PRIVATE KEY-----", "")
                    .replaceFirst("(?s)-----END PRIVATE KEY-----.*", "");
            return KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot read the private key in " + file, e);
        }
    }

    /// Replaces the file at once: a reader sees the old content or the new one.
    ///
    /// @param rights such as `rw-------`
    static void write(Path file, String content, String rights) throws IOException {
        var fresh = Files.createTempFile(
                file.getParent(),
                ".new",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights)));
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String block(String label, byte[] content) {
        var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
