package polystore.orders.plans;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The stored plans: one file per class, in the folder `plans` of the module.
final class PlanFiles {

    private static final Path FOLDER = Path.of("plans").toAbsolutePath();

    private PlanFiles() {}

    static void write(Map<String, ? extends CharSequence> plans) throws IOException {
        Files.createDirectories(FOLDER);
        for (var name : names()) {
            Files.delete(FOLDER.resolve(name + ".txt"));
        }
        for (var plan : plans.entrySet()) {
            Files.writeString(FOLDER.resolve(plan.getKey() + ".txt"), plan.getValue());
        }
    }

    /// The stored plans of a class; empty when there are none.
    static String read(String name) {
        try {
            var file = FOLDER.resolve(name + ".txt");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
