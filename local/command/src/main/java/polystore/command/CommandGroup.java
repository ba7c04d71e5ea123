package polystore.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// A command that only has subcommands: without one it fails, and names an example.
public abstract class CommandGroup implements Runnable {

    private final String example;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    /// @param example of a complete command line
    protected CommandGroup(String example) {
        this.example = example;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "A command is missing, for example: " + example);
        }
    }
}
