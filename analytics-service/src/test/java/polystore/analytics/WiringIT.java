package polystore.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.internal.MongoClientImpl;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the running service is put together from, where nothing else would show that a part is left out.
@QuarkusTest
@WithTestResource(AnalyticsStores.class)
class WiringIT {

    private static final String READ_ONLY_TRANSACTION = "25006";

    @Inject
    @DataSource("read")
    AgroalDataSource readPool;

    @Inject
    MongoClient mongo;

    /// PostgreSQL looks at the transaction before it looks at the rights of the role.
    @Test
    void thePoolForReadsCannotWriteWhateverItsRoleMay() throws SQLException {
        try (var connection = readPool.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("delete from order_fact"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(READ_ONLY_TRANSACTION));
        }
    }

    @Test
    void theWaitForAConnectionToMongoIsBounded() {
        var client = (MongoClientImpl) ClientProxy.unwrap(mongo);
        var pool = client.getSettings().getConnectionPoolSettings();
        assertThat(pool.getMaxWaitTime(TimeUnit.MILLISECONDS)).isEqualTo(2_000);
    }
}
