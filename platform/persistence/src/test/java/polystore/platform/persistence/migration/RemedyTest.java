package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemedyTest {

    @Test
    void everyKnownReasonHasItsAdvice() {
        var reasons = new LinkedHashMap<String, String>(Map.of(
                "FATAL: password authentication failed for user \"orders_app\"",
                "correct user and password in POSTGRES_USER and POSTGRES_PASSWORD, or change them in PostgreSQL",
                "FATAL: role \"orders_app\" does not exist",
                "correct user and password in POSTGRES_USER and POSTGRES_PASSWORD, or change them in PostgreSQL",
                "FATAL: database \"orders\" does not exist",
                "create the database, or correct POSTGRES_URL",
                "Connection to 127.0.0.1:5432 refused",
                "start PostgreSQL, or correct POSTGRES_URL",
                "PKIX path building failed: unable to find valid certification path to requested target",
                "trust the authority that signed the certificate of PostgreSQL",
                "The hostname 10.0.0.1 could not be verified",
                "use an address of PostgreSQL whose host name is in its certificate",
                "could not extend file \"base/1/2\": No space left on device",
                "free space on the disk of PostgreSQL",
                "FATAL: the database system is starting up",
                "wait until PostgreSQL has started; its log says what it does"));

        reasons.forEach((reason, advice) -> assertThat(Remedy.of("PostgreSQL", new SQLException(reason)))
                .as(reason)
                .isEqualTo(advice));
    }

    @Test
    void anExpiredCertificateIsFoundAmongTheCauses() {
        var failure = new IllegalStateException(
                "SSL error: PKIX path validation failed", new CertificateExpiredException("yesterday"));

        assertThat(Remedy.of("MongoDB", failure)).isEqualTo("renew the certificate of MongoDB, which has expired");
    }

    @Test
    void theAdviceForMongoDbNamesItsSetting() {
        assertThat(Remedy.of("MongoDB", new IllegalStateException("Timed out while waiting for a server")))
                .isEqualTo("start MongoDB, or correct MONGODB_URI");
    }
}
