package polystore.command.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import polystore.command.home.CheckoutFolder;

/// Every meter of ours has the prefix `polystore.`, by which dashboards and alerts tell it from those of libraries.
class MeterNamesTest {
    private static final String PREFIX = "polystore.";

    /// The first argument of Micrometer's methods: a literal, or a constant of the same file.
    private static final Pattern METER =
            Pattern.compile("(?:meters|metrics|registry)\\s*\\.\\s*(?:counter|gauge|timer|summary|more)\\(\\s*"
                    + "(?:\"([^\"]+)\"|([A-Z_]+)\\b)");

    private static final Pattern CONSTANT = Pattern.compile("String ([A-Z_]+) =\\s*\"([^\"]+)\"");

    @Test
    void everyMeterHasThePrefix() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(CheckoutFolder.path())) {
            files.filter(MeterNamesTest::isMainSource).forEach(file -> names.addAll(names(read(file))));
        }
        assertThat(names).hasSizeGreaterThan(15).allMatch(name -> name.startsWith(PREFIX));
    }

    @Test
    void findsNamesInLiteralsAndConstants() {
        assertThat(names("""
            private static final String READS = "catalog.reads";
            metrics.counter(READS, "layer", "near"); meters
                    .gauge(
                            "catalog.stock.behind", this, it -> 1); meters.timer("polystore.ok");
            """)).containsExactlyInAnyOrder("catalog.reads", "catalog.stock.behind", "polystore.ok");
    }

    private static Set<String> names(String source) {
        var names = new TreeSet<String>();
        METER.matcher(source)
                .results()
                .map(found -> found.group(1) != null ? found.group(1) : constant(source, found.group(2)))
                .forEach(names::add);
        return names;
    }

    private static String constant(String source, String name) {
        return CONSTANT.matcher(source)
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2))
                .findFirst()
                .orElse("unknown constant " + name);
    }

    private static boolean isMainSource(Path file) {
        var path = file.toString();
        return path.endsWith(".java") && path.contains("/src/main/java/") && !path.contains("/target/");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
