package polystore.analytics;

import com.mongodb.MongoException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import polystore.platform.rest.ProblemResponse;

/// Maps failures of MongoDB to problems. Queries on our own collections fail only because of the server, the network or
/// a time limit, so the answer is always 503 with `Retry-After`.
class MongoProblems {

    private static final Logger LOG = Logger.getLogger(MongoProblems.class);

    @ServerExceptionMapper
    public Response mongo(MongoException failure) {
        LOG.warnf("MongoDB could not serve a request: %s", failure.getMessage());
        return ProblemResponse.databaseUnavailable();
    }
}
