package polystore.analytics.documents;

import com.mongodb.MongoClientSettings;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// Bounds the wait for a connection to MongoDB, for which Quarkus has no setting: the driver's own limit is two
/// minutes.
@Singleton
class MongoPool implements MongoClientCustomizer {

    /// As for PostgreSQL; then the response is 503.
    private static final long WAIT_MS_MAX = 2_000;

    @Override
    public MongoClientSettings.Builder customize(MongoClientSettings.Builder settings) {
        return settings.applyToConnectionPoolSettings(pool -> pool.maxWaitTime(WAIT_MS_MAX, TimeUnit.MILLISECONDS));
    }
}
