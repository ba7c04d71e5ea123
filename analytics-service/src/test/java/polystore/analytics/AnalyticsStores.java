package polystore.analytics;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import polystore.platform.persistence.migration.MongoMigration;
import polystore.platform.testing.TcpProxy;
import polystore.platform.testing.TestStores;
import polystore.platform.testing.TestTokens;

/// Migrated stores and a key of our own for the service under test.
public final class AnalyticsStores implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var database = TestDatabase.create().database();
        var mongo = TestStores.mongo();
        var documents = mongo.freshDatabase("analytics");
        MongoMigration.run(mongo.uri(), documents);
        var postgres = new TcpProxy("postgres", TestStores.postgres().port());
        var url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database.name();
        var address = URI.create(mongo.uri());
        var cabled =
                mongo.uri().replace(":" + address.getPort(), ":" + new TcpProxy("mongo", address.getPort()).port());
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
                Map.entry("mp.jwt.verify.issuer", TestTokens.ISSUER),
                Map.entry(
                        "mp.jwt.verify.publickey.location",
                        TestTokens.keySetFile().toUri().toString()));
    }

    @Override
    public void stop() {
        // The stores go with the JVM.
    }

    public static String token(String role) {
        return TestTokens.of("somebody", role);
    }
}
