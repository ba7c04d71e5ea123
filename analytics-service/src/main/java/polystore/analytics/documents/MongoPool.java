package polystore.analytics.documents;

import com.mongodb.MongoClientSettings;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import polystore.platform.persistence.MongoSpans;

/// Settings of the MongoDB client for which Quarkus has none: the wait for a connection, which the driver bounds by two
/// minutes, and the spans.
@Singleton
class MongoPool implements MongoClientCustomizer {

    /// As for PostgreSQL; then the response is 503.
    private static final long WAIT_MS_MAX = 2_000;

    @Override
    public MongoClientSettings.Builder customize(MongoClientSettings.Builder settings) {
        return MongoSpans.addTo(settings)
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(WAIT_MS_MAX, TimeUnit.MILLISECONDS));
    }
}
