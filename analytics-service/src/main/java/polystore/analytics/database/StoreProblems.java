package polystore.analytics.database;

import com.mongodb.MongoException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import polystore.platform.http.Problem;
import polystore.platform.rest.ProblemMappers;
import polystore.platform.rest.ProblemResponse;

/// A store that is away, full or slow is 503 with a time to come back; any other failure of it is our fault, 500.
public class StoreProblems {

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    @ServerExceptionMapper({JdbiException.class, SQLException.class})
    public Response postgres(Exception failure) {
        return SqlFaults.isAway(failure) ? away("PostgreSQL", failure) : new ProblemMappers().broken(failure);
    }

    /// Reading an own collection fails for no other reason than the server, the way to it, or its time limit.
    @ServerExceptionMapper
    public Response mongo(MongoException failure) {
        return away("MongoDB", failure);
    }

    private static Response away(String store, Exception failure) {
        LOG.warnf("%s could not serve a request: %s", store, failure.getMessage());
        return ProblemResponse.of(
                Problem.of(
                        "service/database-unavailable",
                        503,
                        "The database is not available",
                        "Repeat the request, or ask for a shorter time range if it has been slow."),
                RETRY_AFTER_SECONDS);
    }
}
