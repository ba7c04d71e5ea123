package polystore.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `test`, as the help shows it. The shell front runs it without this program, because the tests build the very
/// classes this program would be running from.
@Command(
        name = "test",
        description = "Run unit tests, store tests and the walk through all services (mvn verify).",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "maven arguments", description = "Passed on to Maven.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        throw new IllegalStateException(
                "Run the tests by the script in the checkout: ./polystore test " + String.join(" ", arguments));
    }
}
