package polystore.command.transform;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `transform`: rows to documents.
@Command(
        name = "transform",
        description = "Turn the rows of a database into documents, and prove that none is missing.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            SuggestCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            PreviewCommand.class,
            RunCommand.class,
            VerifyCommand.class,
            RepairCommand.class,
        },
        footer = {
            "",
            "Passwords come from PGPASSWORD and MONGODB_PASSWORD or from files, never from an address.",
        })
public final class TransformCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Say what to do, for example: polystore transform check -f customers.yaml");
        }
    }
}
