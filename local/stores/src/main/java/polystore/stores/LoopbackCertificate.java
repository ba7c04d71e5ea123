package polystore.stores;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The certificate of the servers on loopback and the authority that signs it, created by the JDK's keytool.
///
/// @param folder of the files, which only its owner may enter
/// @param password of the authority's key, at least six characters
public record LoopbackCertificate(Path folder, String password) {
    /// The trust store holds no secret, but its format requires a password.
    public static final String TRUST_STORE_PASSWORD = "changeit";

    static final String STORE_TYPE = "PKCS12";
    private static final Duration AUTHORITY_VALID = Duration.ofDays(3650);
    private static final Duration VALID = Duration.ofDays(90);
    /// A third of the validity, the default of cert-manager.
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";
    private static final String OWNER_ONLY = "rw-------";
    private static final String EVERYBODY_READS = "rw-r--r--";

    /// Creates the missing files and renews a certificate that expires soon.
    public static LoopbackCertificate in(Path folder, String password) {
        var certificate = new LoopbackCertificate(folder, password);
        if (!Files.exists(certificate.trustStore())) {
            certificate.create();
        }
        if (!Files.exists(certificate.pem())
                || certificate.ends().isBefore(Instant.now().plus(RENEWED_BEFORE_END))) {
            certificate.renew();
        }
        return certificate;
    }

    /// Certificate and private key of the servers in one file, so that a renewal replaces both atomically.
    public Path pem() {
        return folder.resolve("server.pem");
    }

    /// Certificate of the authority as PEM.
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /// Certificate of the authority as a trust store of Java.
    public Path trustStore() {
        return folder.resolve("ca-trusted.p12");
    }

    /// The certificate that the servers' file has now.
    public X509Certificate current() {
        return Pem.certificate(pem());
    }

    /// Creates a new key and certificate, signed by the same authority. Running servers have to reload the file.
    public void renew() {
        issue(Duration.ZERO, VALID);
    }

    /// @param ago when the validity began: a certificate can be issued that has expired already
    public void issue(Duration ago, Duration valid) {
        try {
            var fresh = Files.createTempFile(folder, "issued", "");
            try {
                Files.copy(authorityStore(), fresh, StandardCopyOption.REPLACE_EXISTING);
                keytool(
                        fresh,
                        SERVER,
                        valid,
                        List.of(
                                "-dname",
                                "CN=localhost",
                                "-signer",
                                AUTHORITY,
                                "-startdate",
                                "-" + ago.toSeconds() + "S"),
                        List.of("san=ip:127.0.0.1,dns:localhost", "eku=serverAuth,clientAuth"));
                var store = store(fresh, password);
                var key = store.getKey(SERVER, password.toCharArray());
                var certificate = store.getCertificate(SERVER);
                Pem.write(pem(), Pem.of(certificate) + Pem.of(key), OWNER_ONLY);
            } finally {
                Files.delete(fresh);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot create a certificate in " + folder, e);
        }
    }

    private Instant ends() {
        return current().getNotAfter().toInstant();
    }

    private Path authorityStore() {
        return folder.resolve("ca.p12");
    }

    private void create() {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(authorityStore());
            keytool(
                    authorityStore(),
                    AUTHORITY,
                    AUTHORITY_VALID,
                    List.of("-dname", "CN=Polystore on this machine"),
                    List.of("bc:c=ca:true,pathlen:0", "ku:c=keyCertSign,cRLSign"));
            Files.setPosixFilePermissions(authorityStore(), PosixFilePermissions.fromString(OWNER_ONLY));
            var certificate = store(authorityStore(), password).getCertificate(AUTHORITY);
            Pem.write(authority(), Pem.of(certificate), EVERYBODY_READS);
            trust(certificate);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot create an authority in " + folder, e);
        }
    }

    private void trust(Certificate certificate) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(STORE_TYPE);
        trusted.load(null, null);
        trusted.setCertificateEntry(AUTHORITY, certificate);
        try (var out = Files.newOutputStream(trustStore())) {
            trusted.store(out, TRUST_STORE_PASSWORD.toCharArray());
        }
    }

    private static KeyStore store(Path file, String password) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), password.toCharArray());
    }

    private void keytool(Path store, String alias, Duration valid, List<String> arguments, List<String> extensions)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-alias", alias));
        command.addAll(List.of("-validity", String.valueOf(valid.toDays())));
        command.addAll(arguments);
        extensions.forEach(extension -> command.addAll(List.of("-ext", extension)));
        command.addAll(List.of("-storetype", STORE_TYPE, "-keystore", store.toString(), "-storepass:env", "PASSWORD"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PASSWORD", password);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }
}
