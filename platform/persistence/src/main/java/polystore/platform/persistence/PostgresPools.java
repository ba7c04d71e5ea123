package polystore.platform.persistence;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.jdbi.v3.core.Jdbi;
import polystore.platform.persistence.migration.DatabaseSchema;
import polystore.platform.persistence.migration.PostgresSchema;

/// The beans of a service with PostgreSQL: a [Jdbi] for its connection pool, the replica for reads that may be some
/// seconds old, the transaction runner, and the schema that readiness checks.
///
/// In a transaction all handles of the [Jdbi] share one connection. A service without PostgreSQL does not have these
/// types, so the condition is on the whole class.
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
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

    @Produces
    @Singleton
    @HealthGroup("system")
    HealthCheck answers(AgroalDataSource pool) {
        return new PostgresAnswers(pool.getConfiguration()
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl());
    }
}
