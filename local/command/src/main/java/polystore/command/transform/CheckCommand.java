package polystore.command.transform;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description = "Check a mapping against the database; print each fault with its correction.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private MappingChoice choice = new MappingChoice();

    @Override
    public Integer call() {
        var checked = choice.check();
        checked.faults().forEach(System.out::println);
        checked.plan()
                .ifPresent(plan -> System.out.println("The mapping "
                        + plan.mapping().name() + " is valid: " + plan.streams().size() + " queries per batch."));
        return checked.faults().isEmpty() ? 0 : 1;
    }
}
