package polystore.catalog.requests;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import polystore.platform.http.Problem;
import polystore.platform.rest.ProblemMappers;
import polystore.platform.rest.ProblemResponse;

/// A database that is not available is 503; a command that it refuses is a fault of ours, 500.
public class MongoProblems {

    private static final Logger LOG = Logger.getLogger(MongoProblems.class);

    @ServerExceptionMapper
    public Response problem(MongoException e) {
        if (!isAway(e)) {
            return new ProblemMappers().broken(e);
        }
        LOG.warnf("MongoDB could not serve a request: %s", e.getMessage());
        return ProblemResponse.databaseUnavailable();
    }

    /// The problem of any failure that was not foreseen.
    public static Problem of(RuntimeException e) {
        return isAway(e)
                ? ProblemResponse.DATABASE_UNAVAILABLE
                : Problem.of(
                        "service/failure",
                        500,
                        "The service failed",
                        "The fault is ours and has been logged; the same request may be tried again.");
    }

    /// The driver's own exceptions: no server in time, no connection in time, a pool that was emptied.
    private static boolean isAway(RuntimeException e) {
        return e instanceof MongoClientException
                || e instanceof MongoExecutionTimeoutException
                || e instanceof MongoSocketException
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException;
    }
}
