package polystore.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `soak`, as the help shows it; the shell front runs it, as it does [TestCommand].
@Command(
        name = "soak",
        description = "Run the tests of orders at length: plans on a million orders with four million lines, 1000 races"
                + " for a last unit, 300 random histories. Takes the better part of an hour.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    @Parameters(paramLabel = "maven arguments", description = "Passed on to Maven.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        throw new IllegalStateException(
                "Run them by the script in the checkout: ./polystore soak " + String.join(" ", arguments));
    }
}
