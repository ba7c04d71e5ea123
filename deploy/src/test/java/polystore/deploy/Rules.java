package polystore.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/// The recording and alerting rules of `deploy/observability`.
final class Rules {
    static final Path FOLDER = Checkout.DEPLOY.resolve("observability");
    private static final String FILE = "rules.yaml";

    private Rules() {}

    /// As the file's head says how to make it: what a Prometheus without its operator reads.
    static Path plain(Path folder) throws IOException {
        var text = Checkout.text(FOLDER.resolve(FILE));
        var spec = "\nspec:\n";
        return Files.writeString(
                folder.resolve("polystore.rules.yaml"), text.substring(text.indexOf(spec) + spec.length()));
    }

    static List<JsonNode> alerts() {
        try {
            var groups = new YAMLMapper()
                    .readTree(Checkout.text(FOLDER.resolve(FILE)))
                    .at("/spec/groups");
            return StreamSupport.stream(groups.spliterator(), false)
                    .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                    .filter(rule -> rule.has("alert"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
