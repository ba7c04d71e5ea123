package polystore.command.transform;

import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.transformers.backfill.Backfills;
import polystore.transformers.backfill.StateSchema;

@Command(
        name = "pause",
        description =
                "Pause all workers of a mapping's run after their current page; exit 1 when no run is unfinished.")
final class PauseCommand extends TargetCommand {

    @Option(names = "--off", description = "Resume the workers.")
    private boolean off;

    @Override
    public Integer call() throws SQLException {
        var name = choice.mapping().mapping().name();
        var source = choice.dataSource();
        try (var connection = source.getConnection()) {
            if (StateSchema.exists(connection) && Backfills.pause(connection, name, url(), !off)) {
                System.out.println("The run of " + name + (off ? " is resumed." : " is paused."));
                return 0;
            }
        }
        System.err.println("No run of " + name + " is unfinished.");
        return 1;
    }
}
