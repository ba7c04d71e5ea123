package polystore.command.analytics;

import picocli.CommandLine.Command;
import polystore.command.CommandGroup;

/// `analytics`: administration of the sales measures.
@Command(
        name = "analytics",
        description = "Build the sales measures again from documents and events, and return to the previous ones.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RebuildCommand.class,
            RollbackCommand.class,
            DropCommand.class,
        })
public final class AnalyticsCommand extends CommandGroup {

    public AnalyticsCommand() {
        super("polystore analytics rebuild --compare-only");
    }
}
