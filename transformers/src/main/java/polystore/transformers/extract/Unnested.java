package polystore.transformers.extract;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Several keys as rows of a statement, from one array of texts per column.
public final class Unnested {

    private static final String ORD = "ord";
    private static final String ARRAY = "[]";

    private Unnested() {}

    /// PostgreSQL takes an array of arrays apart down to the elements of the inner ones, so a column that is an array
    /// itself is converted row by row.
    ///
    /// @param texts expressions of the arrays
    /// @param types of the columns
    /// @param columns their names
    /// @param numbered whether a column `ord` counts the rows from 1
    public static String rows(
            List<String> texts, List<String> types, String alias, List<String> columns, boolean numbered) {
        if (types.stream().noneMatch(it -> it.endsWith(ARRAY))) {
            return unnest(texts, types, alias, columns, numbered);
        }
        var converted = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i) + "::" + types.get(i) + " as " + columns.get(i))
                .collect(Collectors.joining(", "));
        return "(select " + converted + (numbered ? ", " + ORD : "") + " from "
                + unnest(texts, types.stream().map(_ -> "text").toList(), "texts", columns, numbered) + ") as " + alias;
    }

    private static String unnest(
            List<String> texts, List<String> types, String alias, List<String> columns, boolean numbered) {
        return "unnest("
                + IntStream.range(0, texts.size())
                        .mapToObj(i -> texts.get(i) + "::" + types.get(i) + ARRAY)
                        .collect(Collectors.joining(", "))
                + ")" + (numbered ? " with ordinality" : "") + " as " + alias + "(" + String.join(", ", columns)
                + (numbered ? ", " + ORD : "") + ")";
    }
}
