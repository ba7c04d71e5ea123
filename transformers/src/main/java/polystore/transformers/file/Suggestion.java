package polystore.transformers.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import polystore.transformers.catalog.Catalog;
import polystore.transformers.catalog.ColumnType;
import polystore.transformers.catalog.ForeignKey;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;
import polystore.transformers.catalog.TableName;
import polystore.transformers.shape.As;
import polystore.transformers.value.Forms;

/// Writes a mapping file from the foreign keys of a catalog, with a comment where the user has to decide.
public final class Suggestion {

    private static final int ELEMENTS_MAX = 10_000;

    private final Catalog catalog;
    private final YamlText yaml = new YamlText();
    private final Deque<TableName> way = new ArrayDeque<>();

    private Suggestion(Catalog catalog) {
        this.catalog = catalog;
    }

    /// @param depth number of references from the root to follow
    /// @throws IllegalArgumentException for an unknown table
    public static String of(Catalog catalog, TableName root, int depth, String source, String target) {
        var table = catalog.table(root)
                .orElseThrow(() -> new IllegalArgumentException("There is no table " + root + "; there are "
                        + String.join(
                                ", ",
                                catalog.tables().keySet().stream()
                                        .sorted()
                                        .map(TableName::toString)
                                        .toList())));
        var suggestion = new Suggestion(catalog);
        var name = Names.camelCase(root.name()).replaceAll("[^A-Za-z0-9_-]", "");
        suggestion.yaml.entry("mapping", name.matches("[A-Za-z].*") ? name : "documents");
        suggestion.yaml.entry("source", source);
        suggestion.yaml.entry("target", target);
        suggestion.yaml.entry("root", YamlText.table(root));
        suggestion.key(table);
        suggestion.yaml.open("fields");
        suggestion.row(table, depth, true, Optional.empty());
        suggestion.yaml.close();
        return suggestion.yaml.toString();
    }

    private void key(Table table) {
        if (table.primaryKey().isEmpty()) {
            var unique = table.indexes().stream()
                    .filter(it -> it.unique() && !it.partial())
                    .findFirst();
            yaml.comment(table.name() + " has no primary key: choose columns that no two rows share");
            unique.ifPresentOrElse(
                    it -> yaml.list("key", it.columns()),
                    () -> yaml.list("key", List.of(table.columns().getFirst().name())));
        }
    }

    /// @param arrays whether rows that refer to this one are embedded; false below a row that several rows refer
    /// to
    /// @param arrivedBy the reference that led to this table, which is not followed back
    private void row(Table table, int depth, boolean arrays, Optional<ForeignKey> arrivedBy) {
        way.push(table.name());
        var taken = new HashSet<String>();
        columns(table, taken, arrivedBy);
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

    private void columns(Table table, Set<String> taken, Optional<ForeignKey> arrivedBy) {
        for (var column : table.columns()) {
            if (arrivedBy
                    .filter(it -> it.from().equals(table.name()) && it.columns().contains(column.name()))
                    .isPresent()) {
                continue;
            }
            var field = YamlText.free(Names.camelCase(column.name()), taken);
            switch (column.type()) {
                case ColumnType.Scalar scalar
                when scalar.kind() == ColumnType.Kind.TIMESTAMPTZ || scalar.kind() == ColumnType.Kind.TIMESTAMP ->
                    yaml.entry(field, column.name(), "text; as: date where whole milliseconds are enough");
                default -> {
                    if (hasForm(column.type())) {
                        yaml.entry(field, column.name());
                    } else {
                        yaml.comment("the type " + column.type().sql() + " has no exact form: its text");
                        yaml.inline(field, "column: " + YamlText.scalar(column.name()) + ", as: text");
                    }
                }
            }
        }
    }

    private static boolean hasForm(ColumnType type) {
        try {
            Forms.of(type, As.TYPE);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void one(ForeignKey key, int depth, Set<String> taken) {
        var target = catalog.table(key.to());
        if (depth < 1 || target.isEmpty()) {
            return;
        }
        if (way.contains(key.to())) {
            yaml.comment("cut: " + String.join(", ", key.columns()) + " refers to " + key.to()
                    + ", which is on the way here; its key stays as a reference");
            return;
        }
        if (!target.get().isUnique(key.targetColumns())) {
            return;
        }
        yaml.open(YamlText.free(nameOf(key), taken));
        yaml.list("one", key.columns());
        yaml.open("fields");
        row(target.get(), depth - 1, false, Optional.of(key));
        yaml.close();
        yaml.close();
    }

    /// `customer_id` becomes `customer`; a composite key is named after its table.
    private static String nameOf(ForeignKey key) {
        var column = key.columns().getFirst();
        var stem = column.replaceAll("(?i)(_id|_no|_code|_fk|ID|Id)$", "");
        return Names.camelCase(
                key.columns().size() == 1 && !stem.isEmpty() && !stem.equals(column)
                        ? stem
                        : key.to().name());
    }

    private void incoming(ForeignKey key, int depth, Set<String> taken) {
        var child = catalog.table(key.from());
        if (depth < 1 || child.isEmpty()) {
            return;
        }
        var link = linkTarget(child.get(), key);
        var embedded = link.map(ForeignKey::to).orElse(key.from());
        if (way.contains(embedded)) {
            yaml.comment("cut: " + key.from() + " (" + String.join(", ", key.columns()) + ") leads back to " + embedded
                    + "; embed it by hand if the tree has a known depth");
            return;
        }
        var table = catalog.table(embedded).orElse(child.get());
        var one = link.isEmpty() && table.isUnique(key.columns());
        if (!table.isFoundBy(key.columns()) && link.isEmpty()) {
            yaml.comment("no index finds these rows: create index on " + key.from() + " ("
                    + String.join(", ", key.columns()) + ")");
        }
        yaml.open(YamlText.free(Names.camelCase(embedded.name()), taken));
        yaml.entry(one ? "one" : "many", YamlText.table(key.from()) + "." + YamlText.columns(key.columns()));
        link.ifPresent(it -> yaml.list("through", it.columns()));
        if (!one) {
            if (child.get().primaryKey().isEmpty()) {
                yaml.comment(key.from() + " has no primary key: choose the columns that order its rows");
                yaml.list("key", List.of(child.get().columns().getFirst().name()));
            }
            yaml.inline("limit", "max: " + ELEMENTS_MAX + ", then: fail");
        }
        yaml.open("fields");
        row(table, depth - 1, link.isEmpty() && !child.get().primaryKey().isEmpty(), Optional.of(link.orElse(key)));
        yaml.close();
        yaml.close();
    }

    /// For a table that only links two others, the reference to the other one.
    private Optional<ForeignKey> linkTarget(Table table, ForeignKey arrivedBy) {
        var keys = catalog.referencesFrom(table.name());
        var linked = new HashSet<String>();
        keys.forEach(it -> linked.addAll(it.columns()));
        var onlyLinks = keys.size() == 2 && table.columns().stream().allMatch(it -> linked.contains(it.name()));
        return onlyLinks ? keys.stream().filter(it -> !it.equals(arrivedBy)).findFirst() : Optional.empty();
    }
}
