package polystore.analytics.documents;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.bson.BsonDocument;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import polystore.platform.persistence.MongoAnswers;
import polystore.platform.persistence.migration.DatabaseSchema;
import polystore.platform.persistence.migration.MongoSchema;

/// The MongoDB database of this service.
@ApplicationScoped
class MongoAnalyticsDatabase {

    private final MongoDatabase database;

    @Inject
    public MongoAnalyticsDatabase(
            MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.database = client.getDatabase(database);
    }

    @Produces
    @Singleton
    DatabaseSchema schema() {
        return MongoSchema.ofProgram(database);
    }

    @Produces
    @Singleton
    @HealthGroup("system")
    HealthCheck answers() {
        return new MongoAnswers(database);
    }

    MongoCollection<BsonDocument> collection(String name) {
        return database.getCollection(name, BsonDocument.class);
    }
}
