package polystore.command.home;

import static polystore.stores.LoopbackCertificate.TRUST_STORE_PASSWORD;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import polystore.stores.LoopbackCertificate;

/// The TLS of a stack that was started with `--tls`: one certificate for all its servers, and the authority that the
/// clients trust.
public record StackTls(LoopbackCertificate certificate) {
    /// Name of Quarkus' TLS configuration, as in the manifests of `deploy/`.
    public static final String CONFIGURATION = "polystore";

    /// The TLS of the stack in this home; empty when its last start was without `--tls`.
    public static Optional<StackTls> of(Home home) {
        return Files.exists(mark(home))
                ? Optional.of(new StackTls(new LoopbackCertificate(home.tls(), password(home))))
                : Optional.empty();
    }

    /// Records that the stack runs with TLS, or without, and creates or renews the certificate.
    public static void choose(Home home, boolean tls) {
        try {
            if (tls) {
                Files.createDirectories(home.run());
                Files.writeString(mark(home), "");
                new StackTls(LoopbackCertificate.in(home.tls(), password(home))).writeSettings();
            } else {
                Files.deleteIfExists(mark(home));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + mark(home), e);
        }
    }

    /// Address of an HTTP server of the stack.
    public static String address(Home home, int port) {
        return (Files.exists(mark(home)) ? "https" : "http") + "://127.0.0.1:" + port;
    }

    /// The certificate of the stack's servers; null without TLS.
    public static @Nullable LoopbackCertificate certificate(Home home) {
        return of(home).map(StackTls::certificate).orElse(null);
    }

    /// Makes this JVM trust the authority of the stack in addition to those of the JDK.
    public void trust() {
        SSLContext.setDefault(context());
    }

    /// Options of a JVM that trusts the authority of the stack and no other.
    public List<String> trustOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + TRUST_STORE_PASSWORD);
    }

    /// The settings of a service, the same as in the manifests of `deploy/`.
    public Path serviceSettings() {
        return certificate.folder().resolve("service.properties");
    }

    private SSLContext context() {
        try {
            var trusted = KeyStore.getInstance(certificate.trustStore().toFile(), TRUST_STORE_PASSWORD.toCharArray());
            var publicOnes = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            publicOnes.init((KeyStore) null);
            for (var authority : ((X509TrustManager) publicOnes.getTrustManagers()[0]).getAcceptedIssuers()) {
                trusted.setCertificateEntry("public-" + trusted.size(), authority);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot trust " + certificate.authority(), e);
        }
    }

    private static String password(Home home) {
        return new Secrets(home.secrets()).user("tls-authority").password();
    }

    private void writeSettings() throws IOException {
        Files.writeString(serviceSettings(), """
                quarkus.tls.%1$s.key-store.pem.0.cert=%2$s
                quarkus.tls.%1$s.key-store.pem.0.key=%2$s
                quarkus.tls.%1$s.trust-store.pem.certs=%3$s
                quarkus.tls.%1$s.hostname-verification-algorithm=HTTPS
                quarkus.tls.%1$s.reload-period=5s
                # One line for each period, also when nothing has changed.
                quarkus.log.category."io.quarkus.vertx.http.runtime.HttpCertificateUpdateEventListener".level=WARN
                quarkus.http.tls-configuration-name=%1$s
                quarkus.http.insecure-requests=disabled
                quarkus.http.ssl-port=${HTTP_PORT}
                """.formatted(CONFIGURATION, certificate.pem(), certificate.authority()));
    }

    private static Path mark(Home home) {
        return home.run().resolve("tls");
    }
}
