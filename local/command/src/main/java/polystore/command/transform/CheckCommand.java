package polystore.command.transform;

import picocli.CommandLine.Command;

@Command(name = "check", description = "Check a mapping against the database; print each fault with its correction.")
final class CheckCommand extends MappingCommand {

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
