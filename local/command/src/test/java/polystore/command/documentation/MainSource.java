package polystore.command.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text of a main source.
record MainSource(String text) {

    private static final Pattern CONSTANT = Pattern.compile("String ([A-Z_]+) =\\s*\"([^\"]+)\"");

    /// All below a folder.
    static List<MainSource> in(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(MainSource::isOne).map(MainSource::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The value of a constant text of this source.
    Optional<String> constant(String name) {
        return CONSTANT.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2))
                .findFirst();
    }

    private static boolean isOne(Path file) {
        var path = file.toString();
        return path.endsWith(".java") && path.contains("/src/main/java/") && !path.contains("/target/");
    }

    private static MainSource read(Path file) {
        try {
            return new MainSource(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
