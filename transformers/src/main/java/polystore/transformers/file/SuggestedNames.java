package polystore.transformers.file;

import java.util.ArrayList;
import polystore.transformers.catalog.Catalog;
import polystore.transformers.catalog.ForeignKey;
import polystore.transformers.catalog.Names;

/// Names of fields that embed rows.
record SuggestedNames(Catalog catalog) {

    /// Of the row that a key refers to: `customer_id` becomes `customer`; a composite key is named after its table.
    static String one(ForeignKey key) {
        var column = key.columns().getFirst();
        var stem = stem(column);
        return Names.camelCase(
                key.columns().size() == 1 && !stem.equals(column)
                        ? stem
                        : key.to().name());
    }

    private static String stem(String column) {
        var stem = column.replaceAll("(?i)(_id|_no|_code|_fk|ID|Id)$", "");
        return stem.isEmpty() ? column : stem;
    }

    /// Of the rows that refer to a row: their table, and where it does so by several keys, the columns in which this
    /// one differs from the others.
    String rows(ForeignKey key) {
        var columns = new ArrayList<>(key.columns());
        var others = catalog.referencesTo(key.to()).stream()
                .filter(it -> it.from().equals(key.from()) && !it.equals(key))
                .toList();
        if (others.isEmpty()) {
            return key.from().name();
        }
        columns.removeIf(column -> others.stream().allMatch(it -> it.columns().contains(column)));
        var named = columns.isEmpty() ? key.columns() : columns;
        return key.from().name() + " by "
                + String.join(" ", named.stream().map(SuggestedNames::stem).toList());
    }
}
