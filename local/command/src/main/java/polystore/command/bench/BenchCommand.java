package polystore.command.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `bench`: has one subcommand per benchmark.
@Command(
        name = "bench",
        description = "Measure the running stack and compare it with a baseline.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {
            OrdersBench.class,
            CatalogBench.class,
            StartBench.class,
            TransformBench.class,
            AnalyticsBench.class,
            CostBench.class
        })
public final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "A benchmark is missing: polystore bench orders, polystore bench catalog, polystore bench start,"
                            + " polystore bench transform, polystore bench analytics, polystore bench cost");
        }
    }
}
