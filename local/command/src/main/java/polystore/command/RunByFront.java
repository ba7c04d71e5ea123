package polystore.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A command as the help shows it. The shell front runs it without this program, because it builds the very classes
/// that this program would be running from.
abstract class RunByFront implements Callable<Integer> {

    @Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "maven arguments", description = "Passed on to Maven.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        var name = spec == null ? "" : spec.name();
        throw new IllegalStateException(
                "Run it by the script in the checkout: ./polystore " + name + " " + String.join(" ", arguments));
    }
}
