package polystore.command.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import polystore.command.Printable;

@Command(
        name = "show",
        description =
                "Show a dead letter: its cause, source, key, headers and body; bytes that are not text as base64.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CONSUMER", description = "The consumer group.")
    private String group = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The id that list prints, such as 3-17.")
    private String id = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var consumers = Consumers.ofRunningStack();
        var found = consumers.get(consumers.named(group).path() + "/" + Consumers.encoded(id));
        if (json) {
            System.out.println(found.toPrettyString());
        } else {
            print(found);
        }
        return 0;
    }

    private static void print(JsonNode found) {
        var letter = found.path("letter");
        line("cause", Printable.of(letter.path("cause").asText()));
        line("attempts", letter.path("attempts").asText());
        line("since", letter.path("at").asText());
        line(
                "source",
                letter.path("topic").asText() + ", partition "
                        + letter.path("partition").asText() + ", offset "
                        + letter.path("offset").asText());
        line("parked behind it", letter.path("waiting").asText());
        if (found.has("omitted")) {
            line("omitted", Printable.of(found.path("omitted").asText()));
        }
        line("key", bytes(found.path("key")));
        for (var header : found.path("headers")) {
            line(Printable.of(header.path("name").asText()), bytes(header.path("value")));
        }
        System.out.println(bytes(found.path("body")));
    }

    private static void line(String name, String value) {
        System.out.printf("%-18s %s%n", name, value);
    }

    private static String bytes(JsonNode bytes) {
        if (bytes.hasNonNull("text")) {
            return Printable.of(bytes.path("text").asText());
        }
        return bytes.hasNonNull("base64") ? "base64:" + bytes.path("base64").asText() : "(none)";
    }
}
