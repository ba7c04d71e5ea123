package polystore.orders.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every migration names its kind, limits its wait for locks, blocks no other statement for long and has an undo
/// script.
class MigrationFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"src/main/resources/db", "src/test/resources/rename"})
    void everyMigrationKeepsTheRules(String folder) throws IOException {
        var undos = names(Path.of(folder, "undo"));
        for (var file : names(Path.of(folder, "migration"))) {
            if (file.endsWith(".sql")) {
                var sql = Files.readString(Path.of(folder, "migration", file));
                assertThat(MigrationRules.faults(file, sql, undos)).as(file).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V2__orders.sql | -- expand: x | is not called",
                "V2__expand_x.sql | -- contract: x set lock_timeout = '2s' | first line",
                "V2__expand_x.sql | -- expand: x | no lock_timeout",
                "V2__expand_x.sql | -- expand: x set lock_timeout = '2s'; alter table t drop column c | drops or renames",
                "V2__expand_x.sql | -- expand: x set lock_timeout = '2s'; create index i on orders (c) | not built concurrently",
                "V3__expand_x.sql | -- expand: x set lock_timeout = '2s' | no undo script"
            })
    void reportsEachBrokenRule(String file, String sql, String fault) {
        assertThat(String.join("; ", MigrationRules.faults(file, sql, Set.of("U2__expand_x.sql"))))
                .contains(fault);
    }

    @Test
    void acceptsAnIndexOnATableOfTheSameMigration() {
        var sql = "-- expand: x\nset lock_timeout = '2s';\ncreate table t (c int);\ncreate index i on t (c);";

        assertThat(MigrationRules.faults("V2__expand_x.sql", sql, Set.of("U2__expand_x.sql")))
                .isEmpty();
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
