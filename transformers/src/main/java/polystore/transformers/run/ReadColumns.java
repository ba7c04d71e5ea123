package polystore.transformers.run;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import polystore.transformers.catalog.Names;
import polystore.transformers.extract.StreamQuery;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.TableUse;

/// The columns that the statements of a mapping read: those whose name is a word of a statement, and all columns of a
/// table whose rows are read as a whole. In doubt a column counts as read.
///
/// @param statements in lower case
/// @param words of the statements
/// @param whole quoted names of the tables whose rows are read as a whole
record ReadColumns(String statements, Set<String> words, Set<String> whole) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    static ReadColumns of(Plan plan) {
        var statements = plan.streams().stream()
                .map(stream -> StreamQuery.of(plan, stream, List.of()))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        var whole = plan.uses().stream()
                .filter(TableUse::wholeRows)
                .map(use -> use.table().name().sql())
                .collect(Collectors.toSet());
        return new ReadColumns(statements, new HashSet<>(Arrays.asList(BETWEEN_WORDS.split(statements))), whole);
    }

    /// @param table its quoted name
    boolean contains(String table, String column) {
        var name = column.toLowerCase(Locale.ROOT);
        return whole.contains(table)
                || words.contains(name)
                || (BETWEEN_WORDS.matcher(name).find() && statements.contains(Names.quoted(name)));
    }
}
