package polystore.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackCertificateIT {
    private static final String PASSWORD = "only-for-tests";

    @TempDir
    private Path home = Path.of("");

    @Test
    void namesTheServerAndIsSignedByTheAuthorityThatClientsTrust() throws Exception {
        var certificate = LoopbackCertificate.in(folder(), PASSWORD);

        var server = certificate.current();
        server.verify(Pem.certificate(certificate.authority()).getPublicKey());
        assertThat(server.getSubjectAlternativeNames())
                .extracting(name -> List.<Object>copyOf(name).get(1))
                .containsExactlyInAnyOrder("127.0.0.1", "localhost");
    }

    @Test
    void privateKeysAreForTheirOwnerOnly() throws Exception {
        LoopbackCertificate.in(folder(), PASSWORD);

        assertThat(Files.getPosixFilePermissions(folder()))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
        for (var secret : List.of("ca.p12", "server.pem")) {
            assertThat(Files.getPosixFilePermissions(folder().resolve(secret)))
                    .as(secret)
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void aCertificateThatIsFarFromItsEndIsKept() {
        var first = LoopbackCertificate.in(folder(), PASSWORD).current();

        assertThat(LoopbackCertificate.in(folder(), PASSWORD).current()).isEqualTo(first);
    }

    @Test
    void oneThatEndsSoonIsRenewedByTheSameAuthority() throws Exception {
        var certificate = LoopbackCertificate.in(folder(), PASSWORD);
        var authority = Files.readString(certificate.authority());
        certificate.issue(Duration.ofDays(70), Duration.ofDays(90));
        var old = certificate.current();

        var renewed = LoopbackCertificate.in(folder(), PASSWORD).current();

        assertThat(renewed).isNotEqualTo(old);
        assertThat(renewed.getNotAfter().toInstant()).isAfter(Instant.now().plus(Duration.ofDays(89)));
        assertThat(certificate.authority()).hasContent(authority);
    }

    private Path folder() {
        return home.resolve("tls");
    }
}
