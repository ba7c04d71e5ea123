package polystore.platform.persistence.migration;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The migration files of a program: run by the migrate step, and read by the check of a running service.
final class MigrationFiles {

    /// Flyway's default folder.
    static final String POSTGRES_FOLDER = "db/migration";

    static final String MONGO_CHANGELOG = "migration/changelog.json";

    private MigrationFiles() {}

    /// One SQL migration, `V<number>__<description>.sql`.
    record Sql(String name, String text) {

        int version() {
            return Integer.parseInt(name.substring(1, name.indexOf("__")));
        }
    }

    /// The SQL migrations in the order of their versions.
    static List<Sql> postgres() {
        var files = new ArrayList<Sql>();
        try {
            ClassPathUtils.consumeAsPaths(loader(), POSTGRES_FOLDER, folder -> files.addAll(in(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the migrations in " + POSTGRES_FOLDER, e);
        }
        files.sort(Comparator.comparingInt(Sql::version));
        return files;
    }

    /// The text of the changelog; empty without one.
    static Optional<String> mongo() {
        try (var changelog = loader().getResourceAsStream(MONGO_CHANGELOG)) {
            return changelog == null
                    ? Optional.empty()
                    : Optional.of(new String(changelog.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + MONGO_CHANGELOG, e);
        }
    }

    /// Uses the class loader of the service, which in its tests differs from that of this class.
    static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    private static List<Sql> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("V\\d+__.*\\.sql"))
                    .map(file -> new Sql(file.getFileName().toString(), text(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
