package polystore.command.analytics;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "drop",
        description = "Delete the measures from before the last switch, and those of an interrupted rebuild.",
        mixinStandardHelpOptions = true)
final class DropCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return MeasuresProgram.run(List.of("drop"));
    }
}
