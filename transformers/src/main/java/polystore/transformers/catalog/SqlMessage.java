package polystore.transformers.catalog;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// The message of PostgreSQL without the place in its own source code.
public final class SqlMessage {

    private SqlMessage() {}

    /// The message with its detail and hint, in one line.
    public static String of(SQLException e) {
        var text = e instanceof PSQLException refused && refused.getServerErrorMessage() != null
                ? of(refused.getServerErrorMessage())
                : String.valueOf(e.getMessage());
        return text.replaceAll("\\s*\\R\\s*", " ").strip();
    }

    private static String of(ServerErrorMessage sent) {
        return Stream.of(sent.getMessage(), sent.getDetail(), sent.getHint())
                .filter(it -> it != null && !it.isBlank())
                .collect(Collectors.joining("; "));
    }
}
