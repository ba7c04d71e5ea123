package polystore.command;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import polystore.transformers.catalog.SqlMessage;

/// Says in one line that a store failed, and what to do.
final class StoreFailure {

    private static final String AGAIN = "; the same command, run again, resumes where it was";

    private StoreFailure() {}

    /// @return empty for another failure
    static Optional<String> described(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SQLException sql -> {
                    return Optional.of(described(sql));
                }
                case MongoException mongo -> {
                    return Optional.of(described(mongo));
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static String described(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var message = SqlMessage.of(e);
        if (state.startsWith("28") || state.startsWith("3D")) {
            return "PostgreSQL refuses to connect: " + message
                    + "; check the address, the user (--user or PGUSER) and the password (PGPASSWORD or --password-file)";
        }
        if (state.equals("42501")) {
            return "PostgreSQL refuses a statement to this user: " + message + "; its owner must grant the right";
        }
        if (state.startsWith("42")) {
            return "PostgreSQL refuses a statement: " + message + "; for a mapping, transform check names the rule";
        }
        return state.startsWith("08") || state.startsWith("57") || state.startsWith("53")
                ? "PostgreSQL does not answer: " + message + AGAIN
                : "PostgreSQL refuses a statement: " + message + AGAIN;
    }

    private static String described(MongoException e) {
        return switch (e) {
            case MongoSecurityException _ ->
                "MongoDB refuses the user: " + e.getMessage()
                        + "; check the user in the address and MONGODB_PASSWORD or --target-password-file";
            case MongoTimeoutException _ -> "MongoDB does not answer: " + e.getMessage() + AGAIN;
            default -> "MongoDB refuses a command: " + e.getMessage() + AGAIN;
        };
    }
}
