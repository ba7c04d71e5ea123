package polystore.orders;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;
import java.math.BigDecimal;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import polystore.platform.persistence.PostgresReplica;
import polystore.platform.persistence.TransactionRunner;
import polystore.platform.persistence.migration.DatabaseSchema;
import polystore.platform.persistence.migration.PostgresSchema;

/// Creates a [Jdbi] for each connection pool, and the transaction runner. In a transaction all handles of the
/// primary's Jdbi share one connection.
public class PostgresPools {

    @Produces
    @Singleton
    TransactionRunner transactions(TransactionManager manager) {
        return new TransactionRunner(manager);
    }

    @Produces
    @Singleton
    Jdbi application(AgroalDataSource pool) {
        return jdbi(pool);
    }

    @Produces
    @Singleton
    PostgresReplica replica(
            Jdbi application,
            AgroalDataSource pool,
            @DataSource("read") AgroalDataSource readPool,
            @ConfigProperty(name = "polystore.replica.lag-max") Duration lagMax) {
        return PostgresReplica.of(application, pool, jdbi(readPool), readPool, lagMax);
    }

    void close(@Disposes PostgresReplica replica) {
        replica.close();
    }

    @Produces
    @Singleton
    DatabaseSchema schema(AgroalDataSource pool) {
        return PostgresSchema.ofProgram(pool);
    }

    /// A Jdbi with support for PostgreSQL's types on the given pool.
    public static Jdbi jdbi(javax.sql.DataSource pool) {
        return Jdbi.create(pool)
                .installPlugin(new PostgresPlugin())
                .registerArrayType(BigDecimal.class, "numeric")
                .registerArrayType(Boolean.class, "bool");
    }
}
