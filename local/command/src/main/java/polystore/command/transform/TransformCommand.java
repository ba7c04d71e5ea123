package polystore.command.transform;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `transform`: converts rows to documents.
@Command(
        name = "transform",
        description = "Convert the rows of a database to documents, and verify that every document matches its rows.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            SuggestCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            PreviewCommand.class,
            RunCommand.class,
            LiveCommand.class,
            RunStatusCommand.class,
            PauseCommand.class,
            VerifyCommand.class,
            RepairCommand.class,
            DeadLettersCommand.class,
        },
        footer = {
            "",
            "Passwords are read from PGPASSWORD and MONGODB_PASSWORD or from files, never from an address.",
        })
public final class TransformCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "A command is missing, for example: polystore transform check -f customers.yaml");
        }
    }
}
