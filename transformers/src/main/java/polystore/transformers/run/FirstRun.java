package polystore.transformers.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.Plan;

/// Writes the document of every root, in pages of keys, with one page in memory for any size of table.
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
    /// @param deadLetters roots without a document
    /// @param withoutKey rows of the root without a document, because their key has a NULL
    public record Summary(long written, long deadLetters, long withoutKey) {}

    /// Receives the progress of each page.
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
        return RootKeys.page(connection, plan, new KeyRange(after, null), RootReader.KEYS_MAX);
    }
}
