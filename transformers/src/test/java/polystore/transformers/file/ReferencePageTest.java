package polystore.transformers.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/transformers-reference.md has exactly the keys that a mapping file may have, each in its part of the file.
class ReferencePageTest {

    private static final Path PAGE = Path.of("..", "docs", "transformers-reference.md");
    private static final Pattern KEY = Pattern.compile("\\| `([a-z]+)` \\|.*");

    @Test
    void everyKeyIsOnThePageAndNoOther() throws Exception {
        assertThat(keysOfThePage()).isEqualTo(new HashMap<>(MappingKeys.ALL));
    }

    private static Map<String, Set<String>> keysOfThePage() throws Exception {
        var keys = new HashMap<String, Set<String>>();
        var part = "";
        for (var line : Files.readAllLines(PAGE)) {
            if (line.equals("## Commands")) {
                break;
            }
            if (line.startsWith("### ")) {
                part = line.substring(4).replace("`", "").replace("The file", MappingKeys.FILE);
            }
            var key = KEY.matcher(line);
            if (key.matches()) {
                keys.computeIfAbsent(part, _ -> new TreeSet<>()).add(key.group(1));
            }
        }
        return keys;
    }
}
