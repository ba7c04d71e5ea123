package polystore.orders.database;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import polystore.platform.http.Problem;
import polystore.platform.rest.ProblemMappers;
import polystore.platform.rest.ProblemResponse;

/// A database that is away, full or slow is 503 with a time to come back; anything else of it is our fault, 500.
public class DatabaseProblems {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    @ServerExceptionMapper({
        JdbiException.class,
        SQLException.class,
        PersistenceException.class,
        RollbackException.class,
        io.quarkus.arc.ArcUndeclaredThrowableException.class,
        jakarta.transaction.SystemException.class
    })
    public Response database(Throwable failure) {
        if (!SqlFaults.isAway(failure)) {
            return new ProblemMappers().broken(failure);
        }
        LOG.warnf("PostgreSQL could not serve a request: %s", SqlFaults.reason(failure));
        return ProblemResponse.of(
                Problem.of(
                        "service/database-unavailable",
                        503,
                        "The database is not available",
                        "Nothing was changed or nothing is lost: repeat the request, with the same Idempotency-Key if it had one."),
                RETRY_AFTER_SECONDS);
    }
}
