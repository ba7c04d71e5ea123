package polystore.command.deadletters;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import polystore.command.Printable;

@Command(
        name = "decisions",
        description =
                "List the newest 100 decisions about dead letters: time, id, replayed or discarded, operator, reason.",
        mixinStandardHelpOptions = true)
final class DecisionsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONSUMER", description = "The consumer group.")
    private String group = "";

    @Override
    public Integer call() {
        var consumers = Consumers.ofRunningStack();
        for (var it :
                consumers.get(consumers.named(group).path() + "/decisions").path("items")) {
            System.out.printf(
                    "%s  %-8s %-9s by %s  key %s: %s%n",
                    it.path("at").asText(),
                    it.path("id").asText(),
                    it.path("decision").asText(),
                    it.path("by").asText(),
                    Printable.of(it.path("key").asText()),
                    Printable.of(it.path("reason").asText()));
        }
        return 0;
    }
}
