package polystore.platform.persistence;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Whether MongoDB answers within a second.
public final class MongoAnswers implements HealthCheck {

    private static final long WAIT_MS = 1_000;

    private final MongoDatabase database;

    public MongoAnswers(MongoDatabase database) {
        this.database = database.withTimeout(WAIT_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("MongoDB").status(answers()).build();
    }

    private boolean answers() {
        try {
            database.runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException e) {
            return false;
        }
    }
}
