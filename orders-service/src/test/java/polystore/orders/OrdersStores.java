package polystore.orders;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import polystore.platform.persistence.migration.PostgresMigration;
import polystore.platform.testing.TestStores;
import polystore.platform.testing.TestTokens;
import polystore.stores.ServiceDatabase;

/// Provides PostgreSQL, Kafka and keys for a test of the whole service; the owner migrates the database, as in
/// production.
public class OrdersStores implements QuarkusTestResourceLifecycleManager {

    /// 32 zero bytes, which no start in production accepts.
    static final String TEST_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    /// A new database with the schema in it.
    public static ServiceDatabase migrated() {
        var database = TestStores.postgres().freshDatabase("orders");
        new PostgresMigration(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password(),
                        database.application().user())
                .run();
        return database;
    }

    @Override
    public Map<String, String> start() {
        var database = migrated();
        var settings = new HashMap<String, String>();
        settings.put("POSTGRES_URL", database.jdbcUrl());
        settings.put("POSTGRES_USER", database.application().user());
        settings.put("POSTGRES_PASSWORD", database.application().password());
        settings.put("POSTGRES_READ_URL", database.jdbcUrl());
        settings.put("POSTGRES_READ_USER", database.reader().user());
        settings.put("POSTGRES_READ_PASSWORD", database.reader().password());
        settings.put("KAFKA_BOOTSTRAP", TestStores.kafka().bootstrap());
        settings.put("JWT_ISSUER", TestTokens.ISSUER);
        settings.put("JWT_JWKS", TestTokens.keySetFile().toUri().toString());
        settings.put("CURSOR_KEY", TEST_KEY);
        settings.put("MASTER_KEYS", "k1:" + TEST_KEY);
        settings.put("PAYMENT_BY_CUSTOMER", "true");
        // ErasureIT searches this log for data that must never be logged.
        settings.put("quarkus.log.file.enabled", "true");
        settings.put("quarkus.log.file.path", "target/quarkus.log");
        return settings;
    }

    @Override
    public void stop() {}
}
