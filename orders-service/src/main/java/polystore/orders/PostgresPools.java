package polystore.orders;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import polystore.platform.persistence.PostgresJdbi;
import polystore.platform.persistence.PostgresReplica;
import polystore.platform.persistence.TransactionRunner;
import polystore.platform.persistence.migration.DatabaseSchema;
import polystore.platform.persistence.migration.PostgresSchema;

/// Creates a [Jdbi] for each connection pool, and the transaction runner. In a transaction all handles of the
/// primary's Jdbi share one connection.
class PostgresPools {

    @Produces
    @Singleton
    TransactionRunner transactions(TransactionManager manager) {
        return new TransactionRunner(manager);
    }

    @Produces
    @Singleton
    Jdbi application(AgroalDataSource pool) {
        return PostgresJdbi.of(pool);
    }

    @Produces
    @Singleton
    PostgresReplica replica(
            Jdbi application,
            AgroalDataSource pool,
            @DataSource("read") AgroalDataSource readPool,
            @ConfigProperty(name = "polystore.replica.lag-max") Duration lagMax) {
        return PostgresReplica.of(application, pool, PostgresJdbi.of(readPool), readPool, lagMax);
    }

    void close(@Disposes PostgresReplica replica) {
        replica.close();
    }

    @Produces
    @Singleton
    DatabaseSchema schema(AgroalDataSource pool) {
        return PostgresSchema.ofProgram(pool);
    }
}
