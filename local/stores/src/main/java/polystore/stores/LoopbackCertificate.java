package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A self-signed certificate for servers on loopback, created by the JDK's keytool.
///
/// @param keyStore PKCS12 with the key and the certificate
/// @param trustStore PKCS12 with the certificate, for clients
/// @param password of both, at least six characters
public record LoopbackCertificate(Path keyStore, Path trustStore, String password) {
    static final String STORE_TYPE = "PKCS12";
    private static final int DAYS = 3650;

    /// @param folder with the two stores, which are created when they are missing
    public static LoopbackCertificate in(Path folder, String password) {
        var certificate =
                new LoopbackCertificate(folder.resolve("server.p12"), folder.resolve("trusted.p12"), password);
        if (!Files.exists(certificate.trustStore)) {
            certificate.create(folder);
        }
        return certificate;
    }

    private void create(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(keyStore);
            var pem = folder.resolve("server.pem").toString();
            keytool(
                    keyStore,
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=ip:127.0.0.1,dns:localhost",
                    "-validity",
                    String.valueOf(DAYS));
            keytool(keyStore, "-exportcert", "-rfc", "-file", pem);
            keytool(trustStore, "-importcert", "-noprompt", "-file", pem);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a certificate in " + folder, e);
        }
    }

    private void keytool(Path store, String... arguments) throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", "server", "-storetype", STORE_TYPE, "-keystore", store.toString(), "-storepass", password));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
