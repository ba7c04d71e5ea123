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
import polystore.platform.rest.ProblemResponse;

/// A database that is away is 503 and worth another try; what it says is wrong with a command is our fault.
public class MongoProblems {

    private static final Logger LOG = Logger.getLogger(MongoProblems.class);

    /// A replica set has elected another primary, or a server has restarted, within about this.
    private static final int RETRY_AFTER_SECONDS = 2;

    @ServerExceptionMapper
    public Response problem(MongoException e) {
        return switch (e) {
            // The driver's own: no server in time, no connection in time, a pool that was emptied.
            case MongoClientException _,
                    MongoExecutionTimeoutException _,
                    MongoSocketException _,
                    MongoNotPrimaryException _,
                    MongoNodeIsRecoveringException _ -> away(e);
            default -> broken(e);
        };
    }

    private static Response away(MongoException e) {
        LOG.warnf("The database is away: %s", e.getMessage());
        return ProblemResponse.of(
                Problem.of(
                        "service/unavailable",
                        503,
                        "For the moment not available",
                        "The database does not answer: try again after the seconds in Retry-After."),
                RETRY_AFTER_SECONDS);
    }

    private static Response broken(MongoException e) {
        LOG.error("The database refused a command", e);
        return ProblemResponse.of(Problem.of(
                "service/failure",
                500,
                "The service failed",
                "The fault is ours and has been logged; the same request may be tried again."));
    }
}
