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

/// Maps failures of MongoDB to problems: 503 when it is unavailable, 500 when it refuses a command.
public class MongoProblems {

    private static final Logger LOG = Logger.getLogger(MongoProblems.class);

    @ServerExceptionMapper
    public Response problem(MongoException e) {
        if (!isUnavailable(e)) {
            return new ProblemMappers().broken(e);
        }
        LOG.warnf("MongoDB could not serve a request: %s", e.getMessage());
        return ProblemResponse.databaseUnavailable();
    }

    /// The problem of any failure: 503 when MongoDB is unavailable, otherwise 500.
    public static Problem of(RuntimeException e) {
        return isUnavailable(e)
                ? ProblemResponse.DATABASE_UNAVAILABLE
                : Problem.of(
                        "service/failure",
                        500,
                        "The service failed",
                        "The failure is in the service and has been logged; the request may be repeated.");
    }

    /// True when the driver had no server or no connection in time, or lost it.
    private static boolean isUnavailable(RuntimeException e) {
        return e instanceof MongoClientException
                || e instanceof MongoExecutionTimeoutException
                || e instanceof MongoSocketException
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException;
    }
}
