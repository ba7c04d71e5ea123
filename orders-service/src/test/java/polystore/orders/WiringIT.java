package polystore.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import polystore.platform.http.VerifiedTokens;

/// Parts of the running service whose absence no other test would show.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class WiringIT {

    private static final String READ_ONLY_TRANSACTION = "25006";

    @Inject
    JWTCallerPrincipalFactory tokens;

    @Inject
    @DataSource("read")
    AgroalDataSource readPool;

    @Test
    void verifiedTokensAreCached() {
        assertThat(tokens).isInstanceOf(VerifiedTokens.class);
    }

    /// PostgreSQL checks whether the transaction is read-only before it checks the rights of the role.
    @Test
    void thePoolForReadsHasReadOnlyTransactions() throws SQLException {
        var insert = "insert into stock (sku, on_hand) values ('READ-ONLY', 1)";
        try (var connection = readPool.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate(insert))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(READ_ONLY_TRANSACTION));
        }
    }
}
