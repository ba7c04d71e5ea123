package polystore.command.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `bench`: what to measure is its subcommand.
@Command(
        name = "bench",
        description = "Measure the running stack against a yardstick.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "WHAT",
        subcommands = OrdersBench.class)
public final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Say what to measure: polystore bench orders");
        }
    }
}
