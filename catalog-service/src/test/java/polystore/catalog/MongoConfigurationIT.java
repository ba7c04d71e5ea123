package polystore.catalog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import polystore.platform.testing.OccupiedMongoPool;

class MongoConfigurationIT {

    /// The driver by itself would wait two minutes.
    @Test
    @Timeout(60)
    void whoGetsNoConnectionIsToldSo() throws InterruptedException {
        try (var pool = new OccupiedMongoPool(new MongoConfiguration()::customize)) {
            assertThatThrownBy(pool::run)
                    .isInstanceOf(MongoClientException.class)
                    .hasMessageContaining("1500");
        }
    }
}
