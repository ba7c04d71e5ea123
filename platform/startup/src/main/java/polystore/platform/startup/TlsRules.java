package polystore.platform.startup;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Rules for connections: they must be encrypted and verify the server's certificate.
final class TlsRules {

    private static final Set<String> KAFKA = Set.of("SSL", "SASL_SSL");

    private TlsRules() {}

    static Optional<String> postgres(String url) {
        return url.matches(".*[?&]sslmode=verify-(full|ca)(&.*)?")
                ? Optional.empty()
                : Optional.of("is without TLS: add sslmode=verify-full (and sslrootcert=…) to it");
    }

    static Optional<String> mongo(String uri) {
        var options = uri.toLowerCase(Locale.ROOT);
        if (options.matches(".*[?&](tlsinsecure|tlsallowinvalidhostnames|tlsallowinvalidcertificates|"
                + "sslinvalidhostnameallowed)=true.*")) {
            return Optional.of("does not verify the server's certificate: remove that option");
        }
        // An address with mongodb+srv uses TLS unless an option disables it.
        var encrypted = options.startsWith("mongodb+srv://")
                ? !options.matches(".*[?&](tls|ssl)=false.*")
                : options.matches(".*[?&](tls|ssl)=true(&.*)?");
        return encrypted ? Optional.empty() : Optional.of("is without TLS: add tls=true to it");
    }

    static Optional<String> redis(String uri) {
        return uri.startsWith("rediss://")
                ? Optional.empty()
                : Optional.of("is without TLS: use rediss:// instead of redis://");
    }

    static Optional<String> kafka(String protocol) {
        return KAFKA.contains(protocol.toUpperCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("is without TLS: set it to SASL_SSL or SSL");
    }

    /// Spans hold addresses of clients; a collector on the same host needs no TLS.
    static Optional<String> traces(String endpoint) {
        return endpoint.matches("http://(?!(127\\.0\\.0\\.1|localhost|\\[::1])[:/]).*")
                ? Optional.of("is without TLS: use an https address, or a collector on this host")
                : Optional.empty();
    }

    /// Keys fetched over plain HTTP could be replaced on the way.
    static Optional<String> keySet(String location) {
        return location.startsWith("http://")
                ? Optional.of("is without TLS: use an https address or a file")
                : Optional.empty();
    }
}
