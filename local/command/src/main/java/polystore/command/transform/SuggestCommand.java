package polystore.command.transform;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polystore.transformers.catalog.TableName;
import polystore.transformers.file.Suggestion;

@Command(
        name = "suggest",
        description = "Write a mapping file from the foreign keys of a database, to standard output.",
        mixinStandardHelpOptions = true)
final class SuggestCommand implements Callable<Integer> {

    private static final int DEPTH_MAX = 10;

    @Mixin
    private Source source = new Source();

    @Option(names = "--root", required = true, paramLabel = "TABLE", description = "Whose rows become documents.")
    private @Nullable String root;

    @Option(
            names = "--depth",
            defaultValue = "2",
            description = "How many references away tables are embedded (${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--target",
            paramLabel = "URL",
            defaultValue = "mongodb://127.0.0.1:27017/documents",
            description = "Written into the file (${DEFAULT-VALUE}).")
    private @Nullable String target;

    @Override
    public Integer call() {
        if (depth < 0 || depth > DEPTH_MAX) {
            throw new IllegalArgumentException("--depth must be from 0 to " + DEPTH_MAX + ", not " + depth);
        }
        var database = source.dataSource(null, System.getenv());
        var table = TableName.parse(String.valueOf(root), "public");
        System.out.print(
                Suggestion.of(Source.catalog(database), table, depth, source.url(null), String.valueOf(target)));
        return 0;
    }
}
