package polystore.catalog;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import polystore.platform.persistence.migration.MongoMigration;
import polystore.platform.testing.TestStores;
import polystore.platform.testing.TestTokens;

/// Provides a `@QuarkusTest` with real stores, a migrated database of its own, and tokens.
public class RunningStores implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> instead = Map.of();

    /// @param settings in place of the usual ones, such as the address of an unavailable store
    @Override
    public void init(Map<String, String> settings) {
        instead = settings;
    }

    @Override
    public Map<String, String> start() {
        var mongo = TestStores.mongo();
        var database = mongo.freshDatabase("catalog");
        MongoMigration.run(mongo.uri(), database);
        var settings = new HashMap<>(Map.of(
                "quarkus.mongodb.connection-string", mongo.uri(),
                "quarkus.mongodb.database", database,
                "quarkus.redis.hosts", TestStores.redis().uri("catalog"),
                "kafka.bootstrap.servers", TestStores.kafka().bootstrap(),
                "mp.jwt.verify.publickey.location",
                        TestTokens.keySetFile().toUri().toString(),
                "mp.jwt.verify.issuer", TestTokens.ISSUER,
                "polystore.cursor.key", Base64.getEncoder().encodeToString(new byte[32])));
        settings.putAll(instead);
        return settings;
    }

    @Override
    public void stop() {
        // The stores end with the JVM.
    }
}
