package polystore.analytics;

import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import polystore.platform.persistence.SqlProblems;

/// Maps failures of PostgreSQL to problems: 503 with `Retry-After` when it is unavailable, full or slow, otherwise 500.
class PostgresProblems {

    @ServerExceptionMapper({JdbiException.class, SQLException.class})
    public Response postgres(Exception failure) {
        return SqlProblems.of(failure);
    }
}
