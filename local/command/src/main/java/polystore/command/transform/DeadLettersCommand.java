package polystore.command.transform;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import polystore.transformers.backfill.RootDeadLetters;
import polystore.transformers.backfill.StateSchema;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootReader;
import polystore.transformers.run.PlannedMapping;

@Command(
        name = "dead-letters",
        description =
                "List the roots that could not be converted, each with its cause, or retry them; exit 1 when there are"
                        + " any.")
final class DeadLettersCommand extends TargetCommand {

    private static final String RETRY = "retry";

    @Parameters(index = "1", arity = "0..1", paramLabel = RETRY, description = "Convert all of them again.")
    private @Nullable String action;

    @Override
    public Integer call() throws SQLException {
        var word = choice.wordBesideFile().orElse(action);
        if (word != null && !word.equals(RETRY)) {
            throw new IllegalArgumentException("Unknown word " + word + ": write retry, or nothing to list them");
        }
        var planned = choice.planned();
        var url = url();
        var source = choice.dataSource();
        var letters = new RootDeadLetters(choice.mapping().mapping().name(), url);
        try (var connection = source.getConnection()) {
            if (!StateSchema.exists(connection)) {
                System.out.println("0 dead letters");
                return 0;
            }
            if (word != null) {
                retry(letters, connection, source, planned);
            }
            list(letters, connection);
            var left = letters.count(connection);
            System.out.println(left + " dead letters");
            return left == 0 ? 0 : 1;
        }
    }

    private void retry(
            RootDeadLetters letters, Connection connection, PGSimpleDataSource source, PlannedMapping planned)
            throws SQLException {
        try (var sink = sink();
                var guarded = GuardedRecompute.of(choice, planned, source, sink, 1)) {
            var converted = letters.retry(connection, guarded.recompute(), RootReader.KEYS_MAX);
            System.out.println(converted + " converted now");
        }
    }

    private static void list(RootDeadLetters letters, Connection connection) throws SQLException {
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
