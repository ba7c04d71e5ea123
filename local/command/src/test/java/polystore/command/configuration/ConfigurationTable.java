package polystore.command.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The environment variables of one `.properties` file: `${NAME:default}` is a use of one, and a line
/// `#: NAME meaning` says what it means.
///
/// @param file the file
/// @param entries by name of the variable
record ConfigurationTable(Path file, TreeMap<String, Entry> entries) {
    private static final Pattern USE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^${}]*))?");
    private static final Pattern MEANING = Pattern.compile("#: ([A-Z][A-Z0-9_]*) (.+)");

    /// @param byDefault empty for none
    record Entry(String name, String byDefault, String meaning) {
        String row() {
            return "| `%s` | %s | %s |".formatted(name, byDefault.isEmpty() ? "" : "`" + byDefault + "`", meaning);
        }
    }

    static ConfigurationTable of(Path file) {
        var uses = new TreeMap<String, String>();
        var meanings = new TreeMap<String, String>();
        for (var line : lines(file)) {
            var said = MEANING.matcher(line);
            if (said.matches()) {
                meanings.put(said.group(1), said.group(2));
            } else if (!line.startsWith("#")) {
                USE.matcher(line)
                        .results()
                        .forEach(use -> uses.merge(
                                use.group(1),
                                use.group(2) == null ? "" : use.group(2),
                                (one, other) -> one.isEmpty() ? other : one));
            }
        }
        var entries = new TreeMap<String, Entry>();
        uses.forEach(
                (name, byDefault) -> entries.put(name, new Entry(name, byDefault, meanings.getOrDefault(name, ""))));
        meanings.keySet().removeAll(uses.keySet());
        meanings.keySet().forEach(name -> entries.put(name, new Entry(name, "", "")));
        return new ConfigurationTable(file, entries);
    }

    /// Variables that are used without a meaning, or explained without a use.
    List<String> unexplained() {
        return entries.values().stream()
                .filter(entry -> entry.meaning().isEmpty())
                .map(Entry::name)
                .toList();
    }

    List<String> rows() {
        var rows = new ArrayList<>(List.of("| variable | default | meaning |", "|---|---|---|"));
        entries.values().forEach(entry -> rows.add(entry.row()));
        return rows;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
