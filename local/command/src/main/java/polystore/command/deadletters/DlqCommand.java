package polystore.command.deadletters;

import picocli.CommandLine.Command;
import polystore.command.CommandGroup;

/// `dlq`: administration of dead letters, the records that a consumer could not process.
@Command(
        name = "dlq",
        description = "List, show, replay and discard dead letters: records that a consumer could not process.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            ReplayCommand.class,
            DiscardCommand.class,
            DecisionsCommand.class,
        })
public final class DlqCommand extends CommandGroup {

    public DlqCommand() {
        super("polystore dlq list");
    }
}
