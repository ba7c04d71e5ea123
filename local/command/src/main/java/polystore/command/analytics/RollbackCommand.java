package polystore.command.analytics;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "rollback",
        description = "Return to the measures from before the last switch, after they have caught up with the events.",
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return MeasuresProgram.run(List.of("rollback"));
    }
}
