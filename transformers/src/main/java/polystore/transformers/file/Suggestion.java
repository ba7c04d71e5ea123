package polystore.transformers.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import polystore.transformers.catalog.Catalog;
import polystore.transformers.catalog.ForeignKey;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;
import polystore.transformers.catalog.TableName;

/// Writes a mapping file from the foreign keys of a catalog, with a comment where the user has to decide.
public final class Suggestion {

    private static final int ELEMENTS_MAX = 10_000;
    /// A statement of PostgreSQL has at most 1,664 columns, and each embedded row and each level needs some of its own.
    private static final int COLUMNS_MAX = 1_500;

    private final Catalog catalog;
    private final ReadableTables tables;
    private final SuggestedNames names;
    private final YamlText yaml = new YamlText();
    private final Deque<TableName> way = new ArrayDeque<>();
    /// Columns of the query that is being written: those of a row and of the single rows embedded in it.
    private int columnsOfQuery;

    private Suggestion(Catalog catalog) {
        this.catalog = catalog;
        this.tables = new ReadableTables(catalog);
        this.names = new SuggestedNames(catalog);
    }

    /// @param depth number of references from the root to follow
    /// @throws IllegalArgumentException for an unknown table
    /// @throws IllegalStateException for one whose rows this user may not read, or that nothing tells apart
    public static String of(Catalog catalog, TableName root, int depth, String source, String target) {
        var tables = new ReadableTables(catalog);
        var table = tables.find(root).orElseThrow(() -> tables.missing(root));
        var suggestion = new Suggestion(catalog);
        suggestion.yaml.entry("mapping", mappingName(catalog, root));
        suggestion.yaml.entry("source", source);
        suggestion.yaml.entry("target", target);
        suggestion.yaml.entry("root", YamlText.table(root));
        SuggestedKey.write(table, suggestion.yaml);
        suggestion.yaml.open("fields");
        suggestion.row(table, depth, true, Optional.empty());
        suggestion.yaml.close();
        return suggestion.yaml.toString();
    }

    /// The name of the root, with its schema where another schema has a table of the same name.
    private static String mappingName(Catalog catalog, TableName root) {
        var ofSeveral = catalog.tables().keySet().stream()
                        .filter(it -> it.name().equals(root.name()))
                        .count()
                > 1;
        var name = Names.camelCase(ofSeveral && !root.schema().equals("public") ? root.toString() : root.name())
                .replaceAll("[^A-Za-z0-9_-]", "");
        return name.matches("[A-Za-z].{0,62}") ? name : "documents";
    }

    /// @param arrays whether rows that refer to this one are embedded; false below a row that several rows refer
    /// to
    /// @param arrivedBy the reference that led to this table, which is not followed back
    private void row(Table table, int depth, boolean arrays, Optional<ForeignKey> arrivedBy) {
        way.push(table.name());
        var taken = new HashSet<String>();
        columnsOfQuery += SuggestedColumns.write(table, arrivedBy, taken, yaml);
        for (var key : catalog.referencesFrom(table.name())) {
            if (arrivedBy.filter(key::equals).isEmpty()) {
                one(key, depth, taken);
            }
        }
        if (arrays) {
            for (var key : catalog.referencesTo(table.name())) {
                if (arrivedBy.filter(key::equals).isEmpty()) {
                    incoming(key, depth, taken);
                }
            }
        }
        way.pop();
    }

    private void one(ForeignKey key, int depth, Set<String> taken) {
        if (depth < 1 || !isUsable(key, key.to())) {
            return;
        }
        if (way.contains(key.to())) {
            yaml.comment("cut: " + String.join(", ", key.columns()) + " refers to " + key.to()
                    + ", which is on the way here; its key stays as a reference");
            return;
        }
        var target = tables.find(key.to()).orElseThrow();
        if (!target.isUnique(key.targetColumns()) || isTooWide(target)) {
            return;
        }
        yaml.open(Names.ofField(SuggestedNames.one(key), taken));
        yaml.list("one", key.columns().stream().map(YamlText::part).toList());
        if (catalog.referencesFrom(key.from()).stream()
                .anyMatch(it -> !it.equals(key) && it.columns().equals(key.columns()))) {
            yaml.entry("to", YamlText.table(key.to()) + "." + YamlText.columns(key.targetColumns()));
        }
        yaml.open("fields");
        row(target, depth - 1, false, Optional.of(key));
        yaml.close();
        yaml.close();
    }

    private boolean isUsable(ForeignKey key, TableName table) {
        var usable = tables.mayFollow(key);
        if (!usable) {
            yaml.comment("left out: " + catalog.user() + " may not read " + table + "; as its owner: "
                    + tables.grant(table));
        }
        return usable;
    }

    private boolean isTooWide(Table table) {
        var tooWide = columnsOfQuery + table.columns().size() > COLUMNS_MAX;
        if (tooWide) {
            yaml.comment("left out: " + table.name() + " has " + table.columns().size()
                    + " columns, more than fit in the same query; embed those that you need");
        }
        return tooWide;
    }

    private void incoming(ForeignKey key, int depth, Set<String> taken) {
        if (depth < 1 || !isUsable(key, key.from())) {
            return;
        }
        var child = tables.find(key.from()).orElseThrow();
        var link = linkTarget(child, key);
        var embedded = link.map(ForeignKey::to).orElse(key.from());
        if (way.contains(embedded)) {
            yaml.comment("cut: " + key.from() + " (" + String.join(", ", key.columns()) + ") leads back to " + embedded
                    + "; embed it by hand if the tree has a known depth");
            return;
        }
        var table = tables.find(embedded).orElse(child);
        var one = link.isEmpty() && table.isUnique(key.columns());
        if (one && isTooWide(table)) {
            return;
        }
        if (!child.isFoundBy(key.columns())) {
            yaml.comment("no index finds these rows: create index on "
                    + key.from().sql() + " (" + Names.quoted(key.columns()) + ")");
        }
        yaml.open(Names.ofField(link.isPresent() ? embedded.name() : names.rows(key), taken));
        yaml.entry(one ? "one" : "many", YamlText.table(key.from()) + "." + YamlText.columns(key.columns()));
        link.ifPresent(it ->
                yaml.list("through", it.columns().stream().map(YamlText::column).toList()));
        var columnsOfThis = columnsOfQuery;
        if (!one) {
            columnsOfQuery = 0;
            array(child);
        }
        yaml.open("fields");
        row(table, depth - 1, link.isEmpty() && !child.primaryKey().isEmpty(), Optional.of(link.orElse(key)));
        yaml.close();
        yaml.close();
        columnsOfQuery = one ? columnsOfQuery : columnsOfThis;
    }

    private void array(Table child) {
        if (child.primaryKey().isEmpty()) {
            yaml.comment(child.name() + " has no primary key: choose the columns that order its rows");
            yaml.list("key", List.of(YamlText.column(child.columns().getFirst().name())));
        }
        yaml.inline("limit", "max: " + ELEMENTS_MAX + ", then: fail");
    }

    /// For a table that only links two others, the reference to the other one.
    private Optional<ForeignKey> linkTarget(Table table, ForeignKey arrivedBy) {
        var keys = catalog.referencesFrom(table.name());
        var linked = new HashSet<String>();
        keys.forEach(it -> linked.addAll(it.columns()));
        var onlyLinks = keys.size() == 2 && table.columns().stream().allMatch(it -> linked.contains(it.name()));
        return onlyLinks
                ? keys.stream()
                        .filter(it -> !it.equals(arrivedBy) && tables.mayFollow(it))
                        .findFirst()
                : Optional.empty();
    }
}
