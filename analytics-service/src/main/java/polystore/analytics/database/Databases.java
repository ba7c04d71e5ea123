package polystore.analytics.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import polystore.platform.persistence.migration.DatabaseSchema;
import polystore.platform.persistence.migration.PostgresSchema;

/// Makes one [Jdbi] for each pool: one that writes, and a [Replica] for what may be a second old.
public class Databases {

    @Produces
    @Singleton
    Jdbi application(AgroalDataSource pool) {
        return jdbi(pool);
    }

    @Produces
    @Singleton
    @Replica
    Jdbi replica(@DataSource("read") AgroalDataSource pool) {
        return jdbi(pool);
    }

    @Produces
    @Singleton
    DatabaseSchema schema(AgroalDataSource pool) {
        return PostgresSchema.ofProgram(pool);
    }

    /// A Jdbi that knows PostgreSQL's types, over any pool.
    public static Jdbi jdbi(javax.sql.DataSource pool) {
        return Jdbi.create(pool).installPlugin(new PostgresPlugin()).registerArrayType(BigDecimal.class, "numeric");
    }
}
