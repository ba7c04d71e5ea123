package polystore.catalog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import polystore.platform.testing.OccupiedMongoPool;

class MongoConfigurationIT {

    /// By default the driver would wait two minutes.
    @Test
    @Timeout(60)
    void anOperationWithoutAConnectionFailsAfterTheTimeout() throws InterruptedException {
        try (var pool = new OccupiedMongoPool(new MongoConfiguration()::customize)) {
            assertThatThrownBy(pool::run).isInstanceOf(MongoTimeoutException.class);
        }
    }
}
