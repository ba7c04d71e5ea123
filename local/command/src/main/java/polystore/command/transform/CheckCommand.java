package polystore.command.transform;

import java.sql.SQLException;
import picocli.CommandLine.Command;
import polystore.transformers.catalog.Table;
import polystore.transformers.plan.TableUse;

@Command(name = "check", description = "Check a mapping against the database; print each fault with its correction.")
final class CheckCommand extends MappingCommand {

    @Override
    public Integer call() throws SQLException {
        var checked = choice.check();
        checked.faults().forEach(System.out::println);
        checked.plan()
                .ifPresent(plan -> System.out.println("The mapping "
                        + plan.mapping().name() + " is valid: " + plan.streams().size() + " queries per batch."));
        checked.plan().stream()
                .flatMap(plan -> plan.uses().stream())
                .map(TableUse::table)
                .filter(Table::filtered)
                .map(Table::name)
                .distinct()
                .forEach(
                        table -> System.out.println(
                                "Note: row level security hides rows of " + table
                                        + " from this user, and no document is made of them; to read all of them, use a user with BYPASSRLS"));
        return checked.faults().isEmpty() ? 0 : 1;
    }
}
