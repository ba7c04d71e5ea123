package polystore.transformers.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.bson.BsonValue;
import polystore.transformers.extract.Any;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.plan.Plan;
import polystore.transformers.verify.Difference.Kind;

/// Compares every document with what its rows say now, by the hash of its stored bytes, and looks for documents
/// without rows. What differs is looked at again after a while: a change on its way is no difference.
public final class Verify {

    /// How many wait for their second look; so memory is bounded where everything differs.
    private static final int SUSPECTS_MAX = 10_000;

    private static final String DATA_EXCEPTION = "22";

    private final DataSource source;
    private final Plan plan;
    private final StoredDocuments stored;
    private final Comparison comparison;
    private final Pause pause;

    /// Waits as long as a change may take to its document.
    @FunctionalInterface
    public interface Pause {
        void now() throws InterruptedException;
    }

    /// Is given each difference.
    @FunctionalInterface
    public interface Found {
        void take(Difference difference) throws SQLException;
    }

    public Verify(DataSource source, Plan plan, StoredDocuments stored, Pause pause) {
        this.source = source;
        this.plan = plan;
        this.stored = stored;
        this.comparison = new Comparison(plan, stored);
        this.pause = pause;
    }

    /// @param documents that were compared, those without rows among them
    public record Summary(long documents, long differences) {
        @Override
        public String toString() {
            return documents + " documents, " + differences + " differences";
        }
    }

    /// @param found is given each difference that outlived the second look
    public Summary verify(Found found) throws SQLException, InterruptedException {
        try (var connection = source.getConnection()) {
            var pass = new Pass(connection, found);
            pass.compareRoots();
            stored.eachPageOfIds(Any.KEYS_MAX, pass::findWithoutRows);
            pass.lookAgain();
            return new Summary(pass.documents, pass.differences);
        }
    }

    /// Only the documents without rows, as an earlier run may have left them.
    public Summary findWithoutRows(Found found) throws SQLException, InterruptedException {
        try (var connection = source.getConnection()) {
            var pass = new Pass(connection, found);
            stored.eachPageOfIds(Any.KEYS_MAX, pass::findWithoutRows);
            pass.lookAgain();
            return new Summary(pass.documents, pass.differences);
        }
    }

    private final class Pass {
        private final Connection connection;
        private final Found found;
        private final Set<RootKey> suspects = new LinkedHashSet<>();
        private long documents;
        private long differences;

        Pass(Connection connection, Found found) {
            this.connection = connection;
            this.found = found;
        }

        void compareRoots() throws SQLException, InterruptedException {
            var page = RootKeys.page(connection, plan, null, Any.KEYS_MAX);
            while (!page.isEmpty()) {
                documents += page.size();
                suspect(comparison.of(connection, page).stream()
                        .map(Difference::root)
                        .toList());
                page = RootKeys.page(connection, plan, page.getLast(), Any.KEYS_MAX);
            }
        }

        void findWithoutRows(Collection<BsonValue> ids) throws SQLException, InterruptedException {
            var roots = new ArrayList<RootKey>();
            for (var id : ids) {
                var root = StoredKeys.of(id, plan.key().size());
                if (root.isPresent()) {
                    roots.add(root.get());
                } else {
                    report(new Difference(
                            new RootKey(List.of(id.toString())), Kind.REFUSED, "an _id that no root can have"));
                }
            }
            var absent = absent(roots);
            documents += absent.size();
            suspect(absent);
        }

        /// A key that the database cannot read as one is somebody else's document: it is found by halving the page.
        private List<RootKey> absent(List<RootKey> roots) throws SQLException {
            try {
                return comparison.absent(connection, roots);
            } catch (SQLException e) {
                if (e.getSQLState() == null || !e.getSQLState().startsWith(DATA_EXCEPTION)) {
                    throw e;
                }
                if (roots.size() == 1) {
                    report(new Difference(roots.getFirst(), Kind.REFUSED, "an _id that no root can have"));
                    return List.of();
                }
                var half = roots.size() / 2;
                var all = new ArrayList<>(absent(roots.subList(0, half)));
                all.addAll(absent(roots.subList(half, roots.size())));
                return all;
            }
        }

        private void suspect(List<RootKey> roots) throws SQLException, InterruptedException {
            suspects.addAll(roots);
            if (suspects.size() >= SUSPECTS_MAX) {
                lookAgain();
            }
        }

        void lookAgain() throws SQLException, InterruptedException {
            if (suspects.isEmpty()) {
                return;
            }
            pause.now();
            var all = List.copyOf(suspects);
            suspects.clear();
            for (var from = 0; from < all.size(); from += Any.KEYS_MAX) {
                var batch = all.subList(from, Math.min(all.size(), from + Any.KEYS_MAX));
                for (var difference : comparison.of(connection, batch)) {
                    report(difference);
                }
            }
        }

        private void report(Difference difference) throws SQLException {
            differences++;
            found.take(difference);
        }
    }
}
