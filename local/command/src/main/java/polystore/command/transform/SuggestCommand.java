package polystore.command.transform;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polystore.transformers.catalog.TableName;
import polystore.transformers.file.Suggestion;

@Command(
        name = "suggest",
        description = "Print a mapping file derived from the foreign keys of a database.",
        mixinStandardHelpOptions = true)
final class SuggestCommand implements Callable<Integer> {

    private static final int DEPTH_MAX = 10;

    @Mixin
    private Source source = new Source();

    @Option(
            names = "--root",
            required = true,
            paramLabel = "TABLE",
            description = "Root table: each of its rows becomes a document.")
    private @Nullable String root;

    @Option(
            names = "--depth",
            defaultValue = "2",
            description = "Number of references to follow for embedded tables (${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--target",
            paramLabel = "URL",
            defaultValue = "mongodb://127.0.0.1:27017/documents",
            description = "Target to write into the mapping (${DEFAULT-VALUE}).")
    private @Nullable String target;

    @Override
    public Integer call() throws SQLException {
        if (depth < 0 || depth > DEPTH_MAX) {
            throw new IllegalArgumentException("--depth must be from 0 to " + DEPTH_MAX + ", not " + depth);
        }
        var database = source.dataSource(null, System.getenv());
        var catalog = Source.catalog(database);
        var table = TableName.parse(String.valueOf(root), catalog.schema());
        System.out.print(Suggestion.of(catalog, table, depth, source.url(null), String.valueOf(target)));
        return 0;
    }
}
