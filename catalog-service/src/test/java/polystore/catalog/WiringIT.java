package polystore.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.internal.MongoClientImpl;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Parts of the running service whose absence no other test would show.
@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class WiringIT {

    @Inject
    MongoClient mongo;

    /// The timeout of an operation includes the wait for a connection.
    @Test
    void operationsOfMongoHaveATimeout() {
        var client = (MongoClientImpl) ClientProxy.unwrap(mongo);
        assertThat(client.getSettings().getTimeout(TimeUnit.MILLISECONDS)).isEqualTo(1_500);
    }
}
