package polystore.orders;

import io.quarkus.arc.ArcUndeclaredThrowableException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import polystore.platform.persistence.SqlProblems;
import polystore.platform.persistence.TransactionFailedException;

/// Maps failures of PostgreSQL to problems. Lists the exceptions of Jdbi, Hibernate and the transaction manager,
/// which wraps them differently in the transaction runner and in an annotated method.
class PostgresProblems {

    @ServerExceptionMapper({
        JdbiException.class,
        SQLException.class,
        PersistenceException.class,
        TransactionFailedException.class,
        RollbackException.class,
        SystemException.class,
        ArcUndeclaredThrowableException.class
    })
    public Response database(Throwable failure) {
        return SqlProblems.of(failure);
    }
}
