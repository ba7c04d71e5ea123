package polystore.orders.database.web;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import polystore.http.Problem;
import polystore.http.ProblemMappers;

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
        if (!isAway(failure)) {
            return new ProblemMappers().broken(failure);
        }
        LOG.warnf("PostgreSQL could not serve a request: %s", failure.getMessage());
        return Problem.of(
                        "service/database-unavailable",
                        503,
                        "The database is not available",
                        "Nothing was changed or nothing is lost: repeat the request, with the same Idempotency-Key if it had one.")
                .toResponse(RETRY_AFTER_SECONDS);
    }

    /// Whether waiting may help: no connection (08), resources (53), shutting down (57P), lock and deadlock (55P03,
    /// 40), a pool or statement that ran out of time. Source: PostgreSQL, appendix A, error codes.
    static boolean isAway(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return state == null || state.matches("(08|53|57|40|55P03).*");
            }
        }
        return false;
    }
}
