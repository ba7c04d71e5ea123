package polystore.transformers.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.Any;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.plan.Plan;

/// Writes the document of every root, page by page of their keys; memory holds one page whatever the table's size.
public final class FirstRun {

    private final DataSource source;
    private final Plan plan;
    private final Recompute recompute;

    public FirstRun(DataSource source, Plan plan, Recompute recompute) {
        this.source = source;
        this.plan = plan;
        this.recompute = recompute;
    }

    /// @param written documents
    /// @param deadLetters roots without one
    /// @param withoutKey rows of the root that have a NULL in their key and so no `_id`
    public record Summary(long written, long deadLetters, long withoutKey) {}

    /// Is told of each page.
    public interface Progress {
        void roots(long total);

        void page(int written, List<Recompute.DeadLetter> deadLetters);
    }

    public Summary run(Progress progress) throws SQLException {
        try (var connection = source.getConnection()) {
            progress.roots(RootKeys.count(connection, plan));
            var withoutKey = RootKeys.withoutKey(connection, plan);
            var written = 0L;
            var letters = 0L;
            @Nullable RootKey last = null;
            for (var page = next(connection, last); !page.isEmpty(); page = next(connection, last)) {
                var outcome = recompute.of(page, new long[0]);
                progress.page(outcome.written(), outcome.deadLetters());
                written += outcome.written();
                letters += outcome.deadLetters().size();
                last = page.getLast();
            }
            return new Summary(written, letters, withoutKey);
        }
    }

    private List<RootKey> next(Connection connection, @Nullable RootKey after) throws SQLException {
        return RootKeys.page(connection, plan, new KeyRange(after, null), Any.KEYS_MAX);
    }
}
