package polystore.command.transform;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// A command that works with one mapping, and with the database that the mapping reads.
@Command(mixinStandardHelpOptions = true)
abstract class MappingCommand implements Callable<Integer> {

    @Mixin
    final MappingChoice choice = new MappingChoice();
}
