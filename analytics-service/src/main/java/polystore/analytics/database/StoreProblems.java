package polystore.analytics.database;

import com.mongodb.MongoException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import polystore.platform.persistence.SqlProblems;
import polystore.platform.rest.ProblemResponse;

/// A store that is away, full or slow is 503 with a time to come back; any other failure of it is our fault, 500.
public class StoreProblems {

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);

    @ServerExceptionMapper({JdbiException.class, SQLException.class})
    public Response postgres(Exception failure) {
        return SqlProblems.of(failure);
    }

    /// Reading an own collection fails for no other reason than the server, the way to it, or its time limit.
    @ServerExceptionMapper
    public Response mongo(MongoException failure) {
        LOG.warnf("MongoDB could not serve a request: %s", failure.getMessage());
        return ProblemResponse.databaseUnavailable();
    }
}
