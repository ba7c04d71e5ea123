package polystore.command.transform;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List the mappings of this system.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        SystemMappings.names().forEach(System.out::println);
        return 0;
    }
}
