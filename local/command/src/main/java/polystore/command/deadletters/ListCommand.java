package polystore.command.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import polystore.command.Printable;
import polystore.command.deadletters.Consumers.Consumer;

@Command(
        name = "list",
        description = "List the consumers with their lag, and their dead letters with the cause of each.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "CONSUMER", description = "A consumer group; all if omitted.")
    private @Nullable String group;

    @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key.")
    private @Nullable String key;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var consumers = Consumers.ofRunningStack();
        var chosen = group == null ? consumers.all() : List.of(consumers.named(group));
        var items = new ObjectMapper().createArrayNode();
        if (!json) {
            System.out.printf(
                    "%-20s %-21s %8s %8s %8s %8s%n", "consumer", "topic", "behind", "seconds", "letters", "parked");
            chosen.forEach(it -> state(it.state()));
        }
        for (var consumer : chosen) {
            var letters = consumers.letters(consumer, key);
            if (json) {
                ObjectNode state = consumer.state().deepCopy();
                state.putArray("items").addAll(letters);
                items.add(state);
            } else if (!letters.isEmpty()) {
                print(consumer, letters);
            }
        }
        if (json) {
            System.out.println(items.toPrettyString());
        }
        return 0;
    }

    private static void state(JsonNode state) {
        System.out.printf(
                "%-20s %-21s %8d %8.1f %8d %8d%n",
                state.path("consumer").asText(),
                state.path("topic").asText(),
                state.path("lagRecords").asLong(),
                state.path("lagSeconds").asDouble(),
                state.path("letters").asLong(),
                state.path("waiting").asLong());
    }

    private static void print(Consumer consumer, List<JsonNode> letters) {
        System.out.printf("%nDead letters of %s%n", consumer.group());
        for (var letter : letters) {
            System.out.printf(
                    "  %-8s %s  key %s%s%n           %s%n",
                    letter.path("id").asText(),
                    letter.path("at").asText(),
                    Printable.of(letter.path("key").asText("(none)")),
                    letter.path("waiting").asLong() == 0
                            ? ""
                            : ", " + letter.path("waiting").asLong() + " parked behind it",
                    Printable.of(letter.path("cause").asText()));
        }
    }
}
