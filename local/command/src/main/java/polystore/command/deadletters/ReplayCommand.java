package polystore.command.deadletters;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "Process the records of dead letters again, in the order of their keys; exit 1 when one is left.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CONSUMER", description = "The consumer group.")
    private String group = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The id that list prints.")
    private @Nullable String id;

    @Option(names = "--all", description = "All dead letters of the consumer.")
    private boolean all;

    @Option(names = "--key", paramLabel = "KEY", description = "The dead letters of this key.")
    private @Nullable String key;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Stored with the decision (${DEFAULT-VALUE}).")
    private String reason = "the cause is corrected";

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    @Override
    public Integer call() {
        if ((id == null) == (!all && key == null)) {
            throw new IllegalArgumentException("Name one ID, or --key KEY, or --all");
        }
        var consumers = Consumers.ofRunningStack();
        var consumer = consumers.named(group);
        var ids = id != null
                ? List.of(id)
                : consumers.letters(consumer, key).stream()
                        .map(it -> it.path("id").asText())
                        .toList();
        var left = 0;
        var decided = 0;
        for (var one : ids) {
            var result = consumers.replay(consumer, one, reason, dryRun);
            if (result.isPresent()) {
                left += Results.print(one, result.get());
            } else {
                decided++;
                System.out.println(one + ": no open dead letter: it was replayed or discarded, or never existed");
            }
        }
        System.out.printf("%d of %d dead letters are left%n", dryRun ? ids.size() - decided : left, ids.size());
        return left == 0 && (id == null || decided == 0) ? 0 : 1;
    }
}
