package polystore.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonSettingsCheckTest {

    private static final String KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    private static final Map<String, String> SAFE = Map.ofEntries(
            Map.entry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db/orders?sslmode=verify-full"),
            Map.entry("quarkus.datasource.password", "fE92kd81"),
            Map.entry("quarkus.datasource.read.jdbc.url", "jdbc:postgresql://db/orders?a=b&sslmode=verify-ca"),
            Map.entry("quarkus.datasource.read.password", "kd81fE92"),
            Map.entry("quarkus.mongodb.connection-string", "mongodb://catalog:fE92@db/catalog?tls=true"),
            Map.entry("quarkus.redis.hosts", "rediss://catalog:kd81@cache:6379"),
            Map.entry("kafka.bootstrap.servers", "kafka:9093"),
            Map.entry("kafka.security.protocol", "SASL_SSL"),
            Map.entry("mp.jwt.verify.publickey.location", "https://issuer.example/jwks"),
            Map.entry("polystore.cursor.key", KEY));

    @Test
    void safeSettingsHaveNoFault() {
        assertThat(check(SAFE).faults()).isEmpty();
        assertThat(check(SAFE).unsafe()).isEmpty();
    }

    @Test
    void aServiceNeedsNoSettingsOfStoresThatItDoesNotUse() {
        assertThat(check(Map.of()).faults()).isEmpty();
        assertThat(check(Map.of()).unsafe()).isEmpty();
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        var unsafe = Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/orders",
                "quarkus.datasource.read.jdbc.url", "jdbc:postgresql://db/orders?sslmode=require",
                "quarkus.datasource.read.password", "Changeme",
                "quarkus.mongodb.connection-string", "mongodb://db",
                "quarkus.redis.hosts", "redis://gateway:gateway@cache",
                "kafka.bootstrap.servers", "kafka:9092",
                "mp.jwt.verify.publickey.location", "http://issuer.example/jwks",
                "polystore.traces.endpoint", "http://collector:4318",
                "polystore.cursor.key", Base64.getEncoder().encodeToString(new byte[32]));

        assertThat(check(unsafe).unsafe())
                .extracting(fault -> fault.replaceFirst("( \\S+ \\S+ \\S+).*", "$1"))
                .containsExactly(
                        "POSTGRES_PASSWORD is missing: set",
                        "POSTGRES_URL is without TLS:",
                        "POSTGRES_READ_PASSWORD is a well-known",
                        "POSTGRES_READ_URL is without TLS:",
                        "MONGODB_URI has no user",
                        "MONGODB_URI is without TLS:",
                        "REDIS_URI has the user's",
                        "REDIS_URI is without TLS:",
                        "KAFKA_SECURITY_PROTOCOL is without TLS:",
                        "JWT_JWKS is without TLS:",
                        "OTEL_EXPORTER_OTLP_ENDPOINT is without TLS:",
                        "CURSOR_KEY is an example");
    }

    @ParameterizedTest
    @CsvSource({"''", "c2hvcnQ=", "no base64"})
    void aWeakCursorKeyIsRefusedInEveryProfile(String key) {
        assertThat(check(Map.of("polystore.cursor.key", key)).faults())
                .containsExactly("CURSOR_KEY must be base64 of at least 32 random bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb+srv://u:p@db/x, true",
        "mongodb+srv://u:p@db/x?tls=false, false",
        "mongodb://u:p@db/x?ssl=true, true",
        "mongodb://u:p@db/x?tls=true&tlsInsecure=true, false",
        "mongodb://u:p@db/x?retryWrites=true, false"
    })
    void mongoNeedsTlsWithAVerifiedCertificate(String uri, boolean safe) {
        assertThat(TlsRules.mongo(uri).equals(Optional.empty())).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({
        "https://collector:4318, true",
        "http://127.0.0.1:4318, true",
        "http://localhost/, true",
        "http://localhost.example:4318, false",
        "'', true"
    })
    void tracesLeaveTheHostWithTlsOnly(String endpoint, boolean safe) {
        assertThat(TlsRules.traces(endpoint).equals(Optional.empty())).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({
        "rediss://:fE92@cache, true",
        "redis://cache, false",
        "redis://:@cache, false",
        "redis://u:Admin@c, false"
    })
    void anAddressNeedsAUserWithAPasswordThatIsNotWellKnown(String uri, boolean safe) {
        assertThat(SecretRules.inAddress(uri).equals(Optional.empty())).isEqualTo(safe);
    }

    private static CommonSettingsCheck check(Map<String, String> settings) {
        var source = new PropertiesConfigSource(new HashMap<>(settings), "test", 100);
        return new CommonSettingsCheck(
                new SmallRyeConfigBuilder().withSources(source).build());
    }
}
