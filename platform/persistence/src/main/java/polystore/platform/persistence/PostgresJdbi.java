package polystore.platform.persistence;

import java.math.BigDecimal;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/// Creates a [Jdbi] with support for PostgreSQL's types.
public final class PostgresJdbi {

    private PostgresJdbi() {}

    /// Binds arrays of numbers and of booleans too, besides those that Jdbi's plugin knows.
    public static Jdbi of(DataSource pool) {
        return configured(Jdbi.create(pool));
    }

    /// As [#of(DataSource)], for a program that does everything on one connection, which it closes by itself.
    public static Jdbi of(Connection connection) {
        return configured(Jdbi.create(connection));
    }

    private static Jdbi configured(Jdbi jdbi) {
        return jdbi.installPlugin(new PostgresPlugin())
                .registerArrayType(BigDecimal.class, "numeric")
                .registerArrayType(Boolean.class, "bool");
    }
}
