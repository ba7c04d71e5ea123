package polystore.command.deadletters;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "discard",
        description = "Discard a dead letter, and process the records that are parked behind it.",
        mixinStandardHelpOptions = true)
final class DiscardCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CONSUMER", description = "The consumer group.")
    private String group = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The id that list prints.")
    private String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Stored with the decision.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    @Override
    public Integer call() {
        var consumers = Consumers.ofRunningStack();
        var result = consumers.discard(consumers.named(group), id, reason, dryRun);
        System.out.printf("%s %s%n", id, dryRun ? "would be discarded" : "is discarded");
        Results.print("records behind it", result);
        return 0;
    }
}
