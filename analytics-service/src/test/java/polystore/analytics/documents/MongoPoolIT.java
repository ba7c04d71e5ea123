package polystore.analytics.documents;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import polystore.platform.testing.OccupiedMongoPool;

class MongoPoolIT {

    /// The driver by itself would wait two minutes.
    @Test
    @Timeout(60)
    void whoGetsNoConnectionIsToldSo() throws InterruptedException {
        try (var pool = new OccupiedMongoPool(new MongoPool()::customize)) {
            assertThatThrownBy(pool::run)
                    .isInstanceOf(MongoTimeoutException.class)
                    .hasMessageContaining("waiting for a connection");
        }
    }
}
