package polystore.catalog;

import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;
import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import polystore.platform.persistence.MongoAnswers;
import polystore.platform.persistence.MongoSpans;
import polystore.platform.persistence.migration.DatabaseSchema;
import polystore.platform.persistence.migration.MongoSchema;

/// Provides the MongoDB database and the clock for injection.
@Singleton
class MongoConfiguration implements MongoClientCustomizer {

    /// The timeout of an operation, including retries and server selection, so that callers get 503 within 2 s.
    private static final long OPERATION_MS_MAX = 1_500;

    @Override
    public MongoClientSettings.Builder customize(MongoClientSettings.Builder settings) {
        return MongoSpans.addTo(settings).timeout(OPERATION_MS_MAX, TimeUnit.MILLISECONDS);
    }

    /// Acknowledged by a majority, so that a confirmed write survives a fail-over.
    @Produces
    @Singleton
    MongoDatabase database(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String name) {
        return client.getDatabase(name).withWriteConcern(WriteConcern.MAJORITY);
    }

    @Produces
    @Singleton
    DatabaseSchema schema(MongoDatabase database) {
        return MongoSchema.ofProgram(database);
    }

    @Produces
    @Singleton
    @HealthGroup("system")
    HealthCheck answers(MongoDatabase database) {
        return new MongoAnswers(database);
    }

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }
}
