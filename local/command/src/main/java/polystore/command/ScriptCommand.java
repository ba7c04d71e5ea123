package polystore.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A command that the script `./polystore` runs itself, listed here for the help. It rebuilds the classes that this
/// program would be running from.
abstract class ScriptCommand implements Callable<Integer> {

    @Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "maven arguments", description = "Passed on to Maven.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        var name = spec == null ? "" : spec.name();
        throw new IllegalStateException("This command is run by the script in the checkout: ./polystore " + name + " "
                + String.join(" ", arguments));
    }
}
