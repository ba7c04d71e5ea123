package polystore.transformers.live;

import com.mongodb.MongoException;
import java.sql.SQLException;
import polystore.transformers.catalog.SqlMessage;
import polystore.transformers.run.SchemaChangedException;

/// What a failure means for a mapping that is followed.
public final class LiveFailure {

    private LiveFailure() {}

    /// Whether the server refuses a statement for its privileges or its names, so that a person must correct something.
    static boolean isRefusal(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("42") || state.startsWith("3F") || state.equals("0A000"));
    }

    /// Says which side failed and what happens now.
    public static String described(Exception e) {
        return switch (e) {
            case NotReadyException _ -> "paused: " + e.getMessage();
            case SchemaChangedException _ -> "the tables changed: " + e.getMessage();
            case MongoException _ -> "the target does not answer: " + e.getMessage();
            case SQLException sql
            when isRefusal(sql) ->
                "paused: the source refuses a statement: " + SqlMessage.of(sql)
                        + "; transform check names the rule and the correction";
            case SQLException sql -> "the source does not answer: " + SqlMessage.of(sql);
            case IllegalStateException state -> String.valueOf(state.getMessage());
            default -> e.toString();
        };
    }
}
