package polystore.analytics;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import polystore.platform.testing.TestStores;
import polystore.platform.testing.TestTokens;

/// Empty databases, and what a test needs to migrate them, as system properties: a Quarkus test and its resources
/// have different class loaders.
public final class UnmigratedStores implements QuarkusTestResourceLifecycleManager {

    static final String PREFIX = "polystore.test.unmigrated.";

    @Override
    public Map<String, String> start() {
        var database = TestStores.postgres().freshDatabase("analytics");
        var mongo = TestStores.mongo();
        var documents = mongo.freshDatabase("analytics");
        remember("postgres", database.jdbcUrl());
        remember("owner", database.owner().user());
        remember("password", database.owner().password());
        remember("application", database.application().user());
        remember("mongo", mongo.uri());
        remember("documents", documents);
        var settings = new HashMap<String, String>();
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", database.application().user());
        settings.put("quarkus.datasource.password", database.application().password());
        settings.put("quarkus.datasource.read.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.read.username", database.reader().user());
        settings.put("quarkus.datasource.read.password", database.reader().password());
        settings.put("quarkus.mongodb.connection-string", mongo.uri());
        settings.put("quarkus.mongodb.database", documents);
        settings.put("kafka.bootstrap.servers", TestStores.kafka().bootstrap());
        settings.put("polystore.cursor.key", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("mp.jwt.verify.issuer", TestTokens.ISSUER);
        settings.put(
                "mp.jwt.verify.publickey.location",
                TestTokens.keySetFile().toUri().toString());
        return settings;
    }

    @Override
    public void stop() {
        // The stores go with the JVM.
    }

    static String remembered(String name) {
        return System.getProperty(PREFIX + name);
    }

    private static void remember(String name, String value) {
        System.setProperty(PREFIX + name, value);
    }
}
