package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// docs/transformers-reference.md has exactly the commands of `transform`, each with exactly its options.
class ReferencePageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "transformers-reference.md");
    private static final Pattern OPTION = Pattern.compile("\\| `(--?[a-z-]+)` \\|.*");
    private static final String OF_SOURCE = "Options of the source";
    private static final String OF_TARGET = "Options of the target";

    @Test
    void everyOptionIsOnThePageAndNoOther() throws Exception {
        assertThat(optionsOfThePage()).isEqualTo(optionsOfTheCommands());
    }

    private static Map<String, Set<String>> optionsOfTheCommands() {
        var options = new HashMap<String, Set<String>>();
        new CommandLine(new TransformCommand()).getSubcommands().forEach((name, command) -> {
            var its = options.computeIfAbsent(name, _ -> new TreeSet<>());
            command.getCommandSpec().options().stream()
                    .filter(it -> !it.usageHelp() && !it.versionHelp())
                    .forEach(it -> its.add(it.longestName()));
        });
        return options;
    }

    private static Map<String, Set<String>> optionsOfThePage() throws Exception {
        var options = new HashMap<String, Set<String>>();
        var users = new HashMap<String, Set<String>>();
        var part = "";
        for (var line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ") || line.startsWith("### ")) {
                part = line.replace("#", "").replace("`", "").strip();
            }
            var option = OPTION.matcher(line);
            if (option.matches()) {
                options.computeIfAbsent(part, _ -> new TreeSet<>()).add(option.group(1));
            } else if (part.startsWith("Options of ") && line.endsWith(":")) {
                users.put(part, Set.of(line.replace("`", "").replace(":", "").split(", ")));
            } else if (line.startsWith("### `")) {
                options.computeIfAbsent(part, _ -> new TreeSet<>());
            }
        }
        for (var shared : Set.of(OF_SOURCE, OF_TARGET)) {
            var its = Objects.requireNonNullElse(options.remove(shared), Set.<String>of());
            for (var command : users.getOrDefault(shared, Set.of())) {
                options.computeIfAbsent(command, _ -> new TreeSet<>()).addAll(its);
            }
        }
        options.keySet()
                .removeAll(Set.of(
                        "tickets", "column", "sql", "concat", "money", "fields", "one", "many", "switch", "limit"));
        return options;
    }
}
