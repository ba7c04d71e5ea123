package polystore.platform.persistence;

import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import polystore.platform.rest.ProblemMappers;
import polystore.platform.rest.ProblemResponse;

/// The answer to a request that PostgreSQL failed: 503 when it is away, full or slow, else 500, which is a fault of
/// the service. A service's own exception mapper calls it: which exceptions there are depends on its libraries.
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
