package polystore.orders.database;

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

/// Names the exceptions by which this service's ways to PostgreSQL fail: Jdbi, Hibernate, and the transaction
/// manager, in the runner's wrapping or, where a transaction is declared by annotation, in its own.
class DatabaseProblems {

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
