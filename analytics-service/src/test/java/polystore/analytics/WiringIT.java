package polystore.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

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

    @Test
    void isReadyAndDescribed() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/openapi?format=json")
                .then()
                .body(
                        "paths.'/v1/analytics/orders/{id}'.get.responses.keySet()",
                        hasItems("200", "400", "401", "403", "404", "503"))
                .body(
                        "paths.values()*.values().flatten()*.parameters.flatten().findAll { it != null }",
                        hasSize(greaterThan(20)))
                .body(
                        "paths.values()*.values().flatten()*.parameters.flatten().findAll { it != null && !it.schema }",
                        hasSize(0));
    }
}
