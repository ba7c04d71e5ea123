package polystore.transformers.file;

import java.util.Map;
import java.util.Set;

/// The keys of a mapping file. docs/transformers-reference.md describes each of them.
final class MappingKeys {

    static final String FILE = "the file";
    static final String TICKETS = "tickets";
    static final String LIMIT = "limit";

    /// The keys of each part of a file; those of a field's rule are found by the key that the rule is named after.
    static final Map<String, Set<String>> ALL = Map.ofEntries(
            Map.entry(
                    FILE, Set.of("mapping", "version", "source", "target", TICKETS, "root", "key", "where", "fields")),
            Map.entry(TICKETS, Set.of("sequence", "lock")),
            Map.entry("column", Set.of("column", "as", "nulls", "default")),
            Map.entry("sql", Set.of("sql", "type", "as", "nulls", "default")),
            Map.entry("concat", Set.of("concat", "nulls", "default")),
            Map.entry("money", Set.of("money", "nulls")),
            Map.entry("switch", Set.of("switch", "cases", "nulls")),
            Map.entry("fields", Set.of("fields", "requires", "nulls")),
            Map.entry("one", Set.of("one", "to", "fields", "nulls")),
            Map.entry("many", Set.of("many", "key", "through", "where", "fields", "scalar", "by", LIMIT, "empty")),
            Map.entry(LIMIT, Set.of("max", "then", "total")));

    private MappingKeys() {}

    static Set<String> of(String part) {
        var keys = ALL.get(part);
        if (keys == null) {
            throw new IllegalArgumentException("there are no keys of " + part);
        }
        return keys;
    }
}
