package polystore.command.transform;

import java.sql.SQLException;
import picocli.CommandLine.Command;
import polystore.transformers.extract.Explanation;

@Command(name = "explain", description = "Print the queries of a mapping, and the path from each table to the root.")
final class ExplainCommand extends MappingCommand {

    @Override
    public Integer call() throws SQLException {
        System.out.print(Explanation.of(
                choice.checkNames().orThrow(choice.mapping().mapping().name())));
        return 0;
    }
}
