package polystore.analytics.documents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/// The rule by which MongoDB's manual designs indexes: first the fields that are compared for equality, then those of
/// the sort, then those of ranges. A query whose index follows it examines the documents that it returns, and sorts
/// nothing.
final class EqualitySortRange {

    private EqualitySortRange() {}

    /// Whether an index serves a find command. Each branch of an `$or` at the top must be served, so that the server
    /// can merge the sorted branches.
    static boolean serves(BsonDocument index, BsonDocument filter, BsonDocument sort) {
        return branches(filter).stream().allMatch(branch -> servesBranch(index, branch, sort));
    }

    private static List<BsonDocument> branches(BsonDocument filter) {
        return filter.containsKey("$or")
                ? filter.getArray("$or").stream().map(BsonValue::asDocument).toList()
                : List.of(filter);
    }

    private static boolean servesBranch(BsonDocument index, BsonDocument filter, BsonDocument sort) {
        var keys = List.copyOf(index.keySet());
        var equal = new HashSet<String>();
        var ranges = new HashSet<String>();
        filter.forEach((field, value) -> (isRange(value, sort) ? ranges : equal).add(field));
        var sorted = new ArrayList<>(sort.keySet());
        sorted.removeAll(equal);
        var sortEnd = equal.size() + sorted.size();
        return keys.size() >= sortEnd
                && Set.copyOf(keys.subList(0, equal.size())).equals(equal)
                && keys.subList(equal.size(), sortEnd).equals(sorted)
                && oneDirection(index, sort, sorted)
                && keys.subList(equal.size(), keys.size()).containsAll(ranges);
    }

    /// The values of an `$in` are as many equalities, but their order is not that of a sort.
    private static boolean isRange(BsonValue value, BsonDocument sort) {
        if (!value.isDocument() || !value.asDocument().getFirstKey().startsWith("$")) {
            return false;
        }
        return !value.asDocument().keySet().equals(Set.of("$in")) || !sort.isEmpty();
    }

    private static boolean oneDirection(BsonDocument index, BsonDocument sort, List<String> sorted) {
        return sorted.stream()
                        .map(it -> index.getNumber(it).intValue()
                                * sort.getNumber(it).intValue())
                        .distinct()
                        .count()
                <= 1;
    }
}
