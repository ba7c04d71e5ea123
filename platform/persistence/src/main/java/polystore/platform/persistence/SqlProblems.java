package polystore.platform.persistence;

import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import polystore.platform.rest.ProblemMappers;
import polystore.platform.rest.ProblemResponse;

/// The response to a request that failed in PostgreSQL: 503 when it is unavailable, full or slow, otherwise 500.
/// Called by the exception mapper of each service, which knows the exceptions of its libraries.
public final class SqlProblems {

    private static final Logger LOG = Logger.getLogger(SqlProblems.class);

    private SqlProblems() {}

    public static Response of(Throwable failure) {
        if (!SqlFaults.isUnavailable(failure)) {
            return new ProblemMappers().broken(failure);
        }
        LOG.warnf("PostgreSQL could not serve a request: %s", SqlFaults.reason(failure));
        return ProblemResponse.databaseUnavailable();
    }
}
