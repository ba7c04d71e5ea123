package polystore.analytics;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import polystore.analytics.migration.Migration;
import polystore.platform.testing.TestStores;

/// Migrated stores and a key of our own for the service under test. Tokens are handed over as system properties: test
/// and resource live in different class loaders.
public final class AnalyticsStores implements QuarkusTestResourceLifecycleManager {

    private static final String ISSUER = "https://polystore.local";

    @Override
    public Map<String, String> start() {
        var database = TestDatabase.create().database();
        var mongo = TestStores.mongo();
        var documents = mongo.freshDatabase("analytics");
        Migration.run(mongo.uri(), documents);
        var postgres = new Cable("postgres", TestStores.postgres().port());
        var url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database.name();
        var address = URI.create(mongo.uri());
        var cabled = mongo.uri().replace(":" + address.getPort(), ":" + new Cable("mongo", address.getPort()).port());
        return Map.ofEntries(
                Map.entry("quarkus.datasource.jdbc.url", url),
                Map.entry("quarkus.datasource.username", database.application().user()),
                Map.entry("quarkus.datasource.password", database.application().password()),
                Map.entry("quarkus.datasource.read.jdbc.url", url),
                Map.entry("quarkus.datasource.read.username", database.reader().user()),
                Map.entry("quarkus.datasource.read.password", database.reader().password()),
                Map.entry("quarkus.mongodb.connection-string", cabled),
                Map.entry("quarkus.mongodb.database", documents),
                Map.entry("kafka.bootstrap.servers", TestStores.kafka().bootstrap()),
                Map.entry("polystore.cursor.key", Base64.getEncoder().encodeToString(new byte[32])),
                Map.entry("mp.jwt.verify.publickey.location", keys().toUri().toString()));
    }

    @Override
    public void stop() {
        // The stores go with the JVM.
    }

    static String token(String role) {
        return System.getProperty("polystore.test.token." + role);
    }

    private static Path keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            for (var role : Set.of("analyst", "customer", "operator", "staff")) {
                System.setProperty("polystore.test.token." + role, token(role, pair));
            }
            var key = (RSAPublicKey) pair.getPublic();
            return Files.writeString(Files.createTempFile("jwks", ".json"), """
                    {"keys":[{"kty":"RSA","kid":"test","use":"sig","alg":"RS256","n":"%s","e":"%s"}]}
                    """.formatted(
                            base64(key.getModulus()), base64(key.getPublicExponent())));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no keys for the test", e);
        }
    }

    private static String token(String role, KeyPair pair) {
        return Jwt.issuer(ISSUER)
                .subject("somebody")
                .groups(role)
                .expiresIn(Duration.ofHours(1))
                .jws()
                .keyId("test")
                .sign(pair.getPrivate());
    }

    private static String base64(BigInteger number) {
        var bytes = number.toByteArray();
        var from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
