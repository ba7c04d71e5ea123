package polystore.command.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rebuild",
        description = "Build the measures again beside the live ones, from order documents and events, while orders are"
                + " placed and reports are read; print what differs, and switch. The previous measures are kept.",
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

    @Option(
            names = "--compare-only",
            description = "Delete the built measures after the comparison; exit 1 when a row differs.")
    private boolean compareOnly;

    @Option(
            names = "--accept-missing",
            description = "Switch although orders of the live measures are neither in the documents nor in the topic.")
    private boolean acceptMissing;

    @Override
    public Integer call() {
        var arguments = new ArrayList<>(List.of("rebuild"));
        if (compareOnly) {
            arguments.add("--compare-only");
        }
        if (acceptMissing) {
            arguments.add("--accept-missing");
        }
        return MeasuresProgram.run(arguments);
    }
}
