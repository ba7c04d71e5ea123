package polystore.command.transform;

import picocli.CommandLine.Command;
import polystore.command.CommandGroup;

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
public final class TransformCommand extends CommandGroup {

    public TransformCommand() {
        super("polystore transform check -f customers.yaml");
    }
}
