package polystore.command.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.CheckoutFolder;
import polystore.command.home.Variable;

/// `docs/configuration.md` lists the variables that the code reads: this test writes it with
/// `-Dconfiguration.write=true`, and fails when it is out of date.
class ConfigurationTableTest {
    private static final Path CHECKOUT = CheckoutFolder.path();
    private static final Path TABLE = CHECKOUT.resolve("docs/configuration.md");

    @Test
    void everyVariableIsExplained() throws IOException {
        for (var table : tables().values()) {
            assertThat(table.unexplained())
                    .as("%s: a line `#: NAME meaning`", table.file())
                    .isEmpty();
        }
    }

    @Test
    void theTableListsWhatTheCodeReads() throws IOException {
        var text = text();
        if (Boolean.getBoolean("configuration.write")) {
            Files.writeString(TABLE, text);
        }
        assertThat(Files.readString(TABLE))
                .as("docs/configuration.md; write it anew with -Dconfiguration.write=true")
                .isEqualTo(text);
    }

    @Test
    void aVariableWithoutMeaningAndAMeaningWithoutVariableAreFound(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("application.properties"), """
                #: EXPLAINED What it is.
                a=${EXPLAINED:1}
                b=${SILENT:${INNER:2}}
                # c=${COMMENTED}
                #: UNUSED What it was.
                """);
        var table = ConfigurationTable.of(file);
        assertThat(table.unexplained()).containsExactly("INNER", "SILENT", "UNUSED");
        assertThat(table.rows()).contains("| `EXPLAINED` | `1` | What it is. |");
    }

    private static String text() throws IOException {
        var lines = new ArrayList<>(List.of(
                "# Configuration",
                "",
                "Everything is configured by environment variables. A test writes this page from the code. Beside these,"
                        + " every property of",
                "Quarkus can be set by its own variable, such as `QUARKUS_LOG_LEVEL`.",
                "",
                "## `./polystore`",
                "",
                "| variable | default | meaning |",
                "|---|---|---|"));
        Arrays.stream(Variable.values())
                .map(variable ->
                        new ConfigurationTable.Entry(variable.name(), variable.byDefault(), variable.meaning()).row())
                .forEach(lines::add);
        tables().forEach((title, table) -> {
            lines.addAll(List.of("", "## " + title, ""));
            lines.addAll(table.rows());
        });
        return String.join("\n", lines) + "\n";
    }

    private static Map<String, ConfigurationTable> tables() throws IOException {
        var tables = new LinkedHashMap<String, ConfigurationTable>();
        try (var modules = Files.list(CHECKOUT.resolve("platform"))) {
            for (var module : modules.sorted().toList()) {
                add(
                        tables,
                        "Every service: platform/" + module.getFileName(),
                        module.resolve("src/main/resources/META-INF/microprofile-config.properties"));
            }
        }
        for (var service : List.of("orders-service", "catalog-service", "analytics-service", "gateway")) {
            add(tables, service, CHECKOUT.resolve(service).resolve("src/main/resources/application.properties"));
        }
        assertThat(tables).hasSizeGreaterThanOrEqualTo(5);
        return tables;
    }

    private static void add(Map<String, ConfigurationTable> tables, String title, Path file) {
        if (Files.exists(file)) {
            tables.put(title, ConfigurationTable.of(file));
        }
    }
}
