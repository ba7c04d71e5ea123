package polystore.transformers.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.Any;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.RootKey;
import polystore.transformers.plan.Plan;
import polystore.transformers.sink.StoredForm;
import polystore.transformers.verify.Difference.Kind;

/// Compares the documents of some roots with what their rows say in one snapshot.
final class Comparison {

    private final Any any;
    private final StoredDocuments stored;

    Comparison(Plan plan, StoredDocuments stored) {
        this.any = new Any(plan);
        this.stored = stored;
    }

    List<Difference> of(Connection connection, List<RootKey> roots) throws SQLException {
        var byId = new LinkedHashMap<BsonValue, Extracted>();
        var differences = new ArrayList<Difference>();
        for (var extracted : read(connection, roots)) {
            switch (extracted) {
                case Extracted.Present it -> byId.put(it.id(), it);
                case Extracted.Absent it -> byId.put(it.id(), it);
                case Extracted.Refused it -> differences.add(new Difference(it.key(), Kind.REFUSED, it.cause()));
            }
        }
        var found = stored.find(byId.keySet());
        byId.forEach((id, extracted) -> {
            var difference = difference(id, extracted, found);
            if (difference != null) {
                differences.add(difference);
            }
        });
        return differences;
    }

    /// Those of the roots that have no row.
    List<RootKey> absent(Connection connection, List<RootKey> roots) throws SQLException {
        return any.absent(connection, roots);
    }

    private static @Nullable Difference difference(
            BsonValue id, Extracted extracted, Map<BsonValue, StoredDocuments.Stored> found) {
        var there = found.get(id);
        if (!(extracted instanceof Extracted.Present present)) {
            return there == null ? null : new Difference(extracted.key(), Kind.WITHOUT_ROWS, "a document without rows");
        }
        if (there == null) {
            return new Difference(extracted.key(), Kind.MISSING, "no document");
        }
        if (there.hash() == StoredForm.hash(id, present.body())) {
            return null;
        }
        return there.hash() == there.marked()
                ? new Difference(extracted.key(), Kind.DIFFERENT, "the document is not of these rows")
                : new Difference(extracted.key(), Kind.CHANGED_IN_TARGET, "the document was changed in the target");
    }

    private List<Extracted> read(Connection connection, List<RootKey> roots) throws SQLException {
        connection.setAutoCommit(false);
        try (var begin = connection.createStatement()) {
            begin.execute("set transaction isolation level repeatable read, read only");
            return any.read(connection, roots);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
