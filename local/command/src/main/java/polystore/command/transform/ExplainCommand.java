package polystore.command.transform;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import polystore.transformers.extract.Explanation;

@Command(
        name = "explain",
        description = "Print the queries of a mapping, and the path from each table to the root.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private MappingChoice choice = new MappingChoice();

    @Override
    public Integer call() {
        System.out.print(Explanation.of(choice.plan()));
        return 0;
    }
}
