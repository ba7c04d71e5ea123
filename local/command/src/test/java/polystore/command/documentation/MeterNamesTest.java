package polystore.command.documentation;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void everyMeterHasThePrefix() {
        var names = new TreeSet<String>();
        MainSource.in(CheckoutFolder.path()).forEach(source -> names.addAll(names(source.text())));
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
                .map(found -> found.group(1) != null
                        ? found.group(1)
                        : new MainSource(source).constant(found.group(2)).orElse("unknown constant " + found.group(2)))
                .forEach(names::add);
        return names;
    }
}
