package polystore.platform.startup;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// Checks the settings that services have in common: stores, the key set for tokens, the key for cursors. A
/// service uses a store when it has a property with the store's address.
@Singleton
class CommonSettingsCheck implements StartupCheck {

    private static final String POSTGRES = "quarkus.datasource.jdbc.url";
    private static final String POSTGRES_READ = "quarkus.datasource.read.jdbc.url";
    private static final String MONGODB = "quarkus.mongodb.connection-string";
    private static final String REDIS = "quarkus.redis.hosts";
    private static final String KAFKA = "kafka.bootstrap.servers";
    private static final String KEY_SET = "mp.jwt.verify.publickey.location";
    private static final String TRACES = "polystore.traces.endpoint";
    private static final String CURSOR_KEY = "polystore.cursor.key";

    private static final List<Setting> ALWAYS =
            List.of(new Setting(CURSOR_KEY, CURSOR_KEY, "CURSOR_KEY", SecretRules::key));

    private static final List<Setting> IN_PRODUCTION = List.of(
            new Setting(POSTGRES, "quarkus.datasource.password", "POSTGRES_PASSWORD", SecretRules::password),
            new Setting(POSTGRES, POSTGRES, "POSTGRES_URL", TlsRules::postgres),
            new Setting(
                    POSTGRES_READ, "quarkus.datasource.read.password", "POSTGRES_READ_PASSWORD", SecretRules::password),
            new Setting(POSTGRES_READ, POSTGRES_READ, "POSTGRES_READ_URL", TlsRules::postgres),
            new Setting(MONGODB, MONGODB, "MONGODB_URI", SecretRules::inAddress),
            new Setting(MONGODB, MONGODB, "MONGODB_URI", TlsRules::mongo),
            new Setting(REDIS, REDIS, "REDIS_URI", SecretRules::inAddress),
            new Setting(REDIS, REDIS, "REDIS_URI", TlsRules::redis),
            new Setting(KAFKA, "kafka.security.protocol", "KAFKA_SECURITY_PROTOCOL", TlsRules::kafka),
            new Setting(KEY_SET, KEY_SET, "JWT_JWKS", TlsRules::keySet),
            new Setting(TRACES, TRACES, "OTEL_EXPORTER_OTLP_ENDPOINT", TlsRules::traces),
            new Setting(CURSOR_KEY, CURSOR_KEY, "CURSOR_KEY", SecretRules::random));

    private final Config config;

    CommonSettingsCheck(Config config) {
        this.config = config;
    }

    @Override
    public List<String> faults() {
        return faults(ALWAYS);
    }

    @Override
    public List<String> unsafe() {
        return faults(IN_PRODUCTION);
    }

    private List<String> faults(List<Setting> settings) {
        return settings.stream()
                .map(setting -> setting.fault(config))
                .flatMap(Optional::stream)
                .toList();
    }
}
