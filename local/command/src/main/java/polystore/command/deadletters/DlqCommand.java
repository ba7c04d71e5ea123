package polystore.command.deadletters;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `dlq`: what operators do about records that a consumer could not process.
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
public final class DlqCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "A command is missing, for example: polystore dlq list");
        }
    }
}
