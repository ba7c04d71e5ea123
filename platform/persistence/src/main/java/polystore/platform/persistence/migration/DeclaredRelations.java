package polystore.platform.persistence.migration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The tables, views, sequences and indexes that SQL migrations create, read from their text.
///
/// Reads only statements that name a relation. Objects created by functions, such as partitions, and indexes of
/// constraints are not included. A test compares the result with the catalog of a migrated database.
public final class DeclaredRelations {

    private static final String NAME = "([\\w.\"]+)";
    private static final Pattern CREATE = pattern("create (?:or replace )?(?:unlogged |materialized |unique )?"
            + "(table|view|sequence|index) (?:concurrently )?(?:if not exists )?" + NAME + "(?: on (?:only )?" + NAME
            + ")?");
    private static final Pattern DROP =
            pattern("drop (?:materialized )?(?:table|view|sequence|index) (?:concurrently )?"
                    + "(?:if exists )?([\\w.\", ]+?)(?: cascade| restrict)?$");
    private static final Pattern RENAME = pattern(
            "alter (?:materialized )?(?:table|view|sequence|index) (?:if exists )?" + NAME + " rename to " + NAME);
    private static final Pattern BECOMES_CONSTRAINT =
            pattern("alter table .* add constraint " + NAME + " (?:primary key|unique) using index " + NAME);
    /// Comments, literals and function bodies, which are skipped.
    private static final Pattern NO_STATEMENT =
            Pattern.compile("--[^\n]*|/\\*.*?\\*/|\\$(\\w*)\\$.*?\\$\\1\\$|'(?:[^']|'')*'", Pattern.DOTALL);

    /// @param kind `table`, `view`, `sequence` or `index`
    /// @param of the table of an index, otherwise empty
    private record Relation(String kind, String of) {}

    private final Map<String, Relation> relations = new TreeMap<>();

    private DeclaredRelations() {}

    /// @param migrations the SQL of each, in the order in which they run
    public static DeclaredRelations of(List<String> migrations) {
        var declared = new DeclaredRelations();
        for (var sql : migrations) {
            for (var statement : NO_STATEMENT.matcher(sql).replaceAll(" ").split(";", -1)) {
                declared.apply(statement.strip().replaceAll("\\s+", " "));
            }
        }
        return declared;
    }

    /// Kind by name.
    public Map<String, String> kinds() {
        var kinds = new TreeMap<String, String>();
        relations.forEach((name, relation) -> kinds.put(name, relation.kind()));
        return kinds;
    }

    private void apply(String statement) {
        CREATE.matcher(statement).results().filter(DeclaredRelations::atStart).forEach(found -> {
            var of = found.group(3) == null ? "" : plain(found.group(3));
            relations.put(plain(found.group(2)), new Relation(found.group(1).toLowerCase(Locale.ROOT), of));
        });
        DROP.matcher(statement).results().filter(DeclaredRelations::atStart).forEach(found -> {
            for (var name : found.group(1).split(",", -1)) {
                drop(plain(name.strip()));
            }
        });
        RENAME.matcher(statement)
                .results()
                .filter(DeclaredRelations::atStart)
                .forEach(found -> rename(plain(found.group(1)), plain(found.group(2))));
        BECOMES_CONSTRAINT
                .matcher(statement)
                .results()
                .filter(DeclaredRelations::atStart)
                .forEach(found -> drop(plain(found.group(2))));
    }

    private void drop(String name) {
        relations.remove(name);
        relations.values().removeIf(relation -> relation.of().equals(name));
    }

    private void rename(String from, String to) {
        var renamed = relations.remove(from);
        if (renamed != null) {
            relations.put(to, renamed);
            relations.replaceAll(
                    (_, relation) -> relation.of().equals(from) ? new Relation(relation.kind(), to) : relation);
        }
    }

    private static boolean atStart(MatchResult found) {
        return found.start() == 0;
    }

    /// Without a schema and quotes.
    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "");
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }
}
