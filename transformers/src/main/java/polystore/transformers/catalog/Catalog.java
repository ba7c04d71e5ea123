package polystore.transformers.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tables of a database, with their foreign keys.
///
/// @param user whose rights the columns tell
/// @param schema that tables without a schema are in, the first of the search path
public record Catalog(Map<TableName, Table> tables, List<ForeignKey> foreignKeys, String user, String schema) {
    public Catalog {
        tables = Map.copyOf(tables);
        foreignKeys = List.copyOf(foreignKeys);
    }

    public Optional<Table> table(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }

    public List<ForeignKey> referencesFrom(TableName table) {
        return foreignKeys.stream().filter(it -> it.from().equals(table)).toList();
    }

    public List<ForeignKey> referencesTo(TableName table) {
        return foreignKeys.stream().filter(it -> it.to().equals(table)).toList();
    }

    /// At most three names that are similar to a misspelt one, for a message.
    public static List<String> similar(String wanted, Collection<String> names) {
        var lower = wanted.toLowerCase(Locale.ROOT);
        var byDistance = new ArrayList<>(names);
        byDistance.sort(Comparator.comparingInt((String it) -> distance(lower, it.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
        return byDistance.stream()
                .filter(it -> distance(lower, it.toLowerCase(Locale.ROOT)) <= Math.max(2, wanted.length() / 3))
                .limit(3)
                .toList();
    }

    /// The Levenshtein distance.
    private static int distance(String a, String b) {
        var above = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
