package polystore.command.transform;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polystore.transformers.backfill.Backfills;
import polystore.transformers.backfill.StateSchema;

@Command(
        name = "pause",
        description = "Let every worker of a mapping's run wait after its page; exit 1 when none is unfinished.",
        mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {

    @Mixin
    private MappingChoice choice = new MappingChoice();

    @Mixin
    private Target target = new Target();

    @Option(names = "--off", description = "Let them go on.")
    private boolean off;

    @Override
    public Integer call() throws SQLException {
        var name = choice.mapping().mapping().name();
        var source = choice.dataSource();
        try (var connection = source.getConnection()) {
            if (StateSchema.exists(connection)
                    && Backfills.pause(
                            connection, name, target.url(choice.mapping().target()), !off)) {
                System.out.println("The run of " + name + (off ? " goes on." : " is paused."));
                return 0;
            }
        }
        System.err.println("No run of " + name + " is unfinished.");
        return 1;
    }
}
