package polystore.command.transform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import polystore.transformers.backfill.DeadLetters;
import polystore.transformers.backfill.StateSchema;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.Recompute;

@Command(
        name = "dead-letters",
        description =
                "List the roots that have no document, each with its cause, or try them again; exit 1 when there are"
                        + " any.",
        mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Callable<Integer> {

    private static final String RETRY = "retry";

    @Mixin
    private MappingChoice choice = new MappingChoice();

    @Mixin
    private Target target = new Target();

    @Parameters(index = "1", arity = "0..1", paramLabel = RETRY, description = "Recompute all of them.")
    private @Nullable String action;

    @Override
    public Integer call() throws SQLException {
        var word = choice.wordBesideFile().orElse(action);
        if (word != null && !word.equals(RETRY)) {
            throw new IllegalArgumentException("Unknown word " + word + ": write retry, or nothing to list them");
        }
        var plan = choice.plan();
        var url = target.url(choice.mapping().target());
        var source = choice.dataSource();
        var letters = new DeadLetters(plan.mapping().name(), url);
        try (var connection = source.getConnection()) {
            if (!StateSchema.exists(connection)) {
                System.out.println("0 dead letters");
                return 0;
            }
            if (word != null) {
                retry(letters, connection, source, plan);
            }
            list(letters, connection);
            var left = letters.count(connection);
            System.out.println(left + " dead letters");
            return left == 0 ? 0 : 1;
        }
    }

    private void retry(DeadLetters letters, Connection connection, PGSimpleDataSource source, Plan plan)
            throws SQLException {
        try (var sink = target.open(choice.mapping().target(), plan.mapping().name(), System.getenv())) {
            var mended =
                    letters.retry(connection, new Recompute(plan, choice.turnstile(source), sink), RootReader.KEYS_MAX);
            System.out.println(mended + " have a document now");
        }
    }

    private static void list(DeadLetters letters, Connection connection) throws SQLException {
        @Nullable RootKey last = null;
        for (var page = letters.page(connection, last, RootReader.KEYS_MAX);
                !page.isEmpty();
                page = letters.page(connection, last, RootReader.KEYS_MAX)) {
            page.forEach(it -> System.out.println(
                    it.root() + ": " + it.cause() + " (ticket " + it.ticket() + ", version " + it.mapping() + ")"));
            last = page.getLast().root();
        }
    }
}
