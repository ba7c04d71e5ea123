package polystore.orders.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The rules for a migration's file; see docs/migrations.md.
final class MigrationRules {

    private static final Pattern NAME = Pattern.compile("V(\\d+__(expand|contract)_[a-z0-9_]+)\\.sql");
    private static final Pattern NEW_TABLE = Pattern.compile("create table (?:if not exists )?(\\w+)");
    private static final Pattern INDEX =
            Pattern.compile("create (?:unique )?index (concurrently )?(?:if not exists )?\\w+ on (\\w+)");
    private static final Pattern LOSES = Pattern.compile("drop (table|column) \\w|rename (to|column)");

    private MigrationRules() {}

    /// The rules that a migration breaks; empty for none.
    /// @param undos names of the existing undo scripts
    static List<String> faults(String file, String sql, Set<String> undos) {
        var name = NAME.matcher(file);
        if (!name.matches()) {
            return List.of(file + " is not called V<number>__expand_… or V<number>__contract_…");
        }
        var faults = new ArrayList<String>();
        var text = sql.toLowerCase(Locale.ROOT);
        if (!text.startsWith("-- " + name.group(2) + ": ")) {
            faults.add("its first line does not begin with -- " + name.group(2) + ":");
        }
        if (!text.contains("set lock_timeout = ")) {
            faults.add("it sets no lock_timeout");
        }
        if (name.group(2).equals("expand") && LOSES.matcher(text).find()) {
            faults.add("it drops or renames something that running code may need");
        }
        if (!undos.contains("U" + name.group(1) + ".sql")) {
            faults.add("it has no undo script undo/U" + name.group(1) + ".sql");
        }
        faults.addAll(blockingIndexes(text));
        return faults;
    }

    private static List<String> blockingIndexes(String sql) {
        var created =
                NEW_TABLE.matcher(sql).results().map(found -> found.group(1)).collect(Collectors.toSet());
        return INDEX.matcher(sql)
                .results()
                .filter(index -> index.group(1) == null && !created.contains(index.group(2)))
                .map(index -> "its index on " + index.group(2) + " is not built concurrently")
                .toList();
    }
}
