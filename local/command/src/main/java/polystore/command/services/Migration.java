package polystore.command.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import polystore.command.home.Home;

/// Runs the migrate step of each service that has databases: `java -jar quarkus-run.jar migrate`, as the owner of
/// the databases.
///
/// A marker file stores the migrations and the databases they ran on, so that the step is skipped when neither has
/// changed. A database that was created anew at the same address counts as changed.
public record Migration(Home home, ServiceProcess processes, Stores stores) {
    /// The services whose databases may be out of date.
    public List<Service> due() {
        return Stream.of(Service.values())
                .filter(Service::hasDatabases)
                .filter(service -> !fingerprint(service).equals(applied(service)))
                .toList();
    }

    /// Migrates the databases of one service.
    ///
    /// @throws IllegalStateException when the migration fails; the message contains the last lines of the log
    public void apply(Service service) {
        processes.migrate(service, home.processFiles(processName(service)));
        remember(service);
    }

    /// Name of the migrate step's process, in its log and pid file.
    public static String processName(Service service) {
        return service.label() + "-migration";
    }

    private void remember(Service service) {
        try {
            Files.createDirectories(home.marks());
            Files.writeString(mark(service), fingerprint(service) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + mark(service), e);
        }
    }

    private String applied(Service service) {
        try {
            return Files.exists(mark(service)) ? Files.readString(mark(service)).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + mark(service), e);
        }
    }

    private Path mark(Service service) {
        return home.marks().resolve(service.label() + "-migrated");
    }

    /// Changes with any migration and with any other database.
    private String fingerprint(Service service) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(databases(service).getBytes(StandardCharsets.UTF_8));
            for (var file : migrations(service)) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the migrations of " + service.label(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private String databases(Service service) {
        var postgres = service.onPostgres() ? stores.postgres().identity(service.label()) : "";
        var mongo = service.onMongo() ? stores.mongo().identity(service.label()) : "";
        return postgres + " " + mongo;
    }

    private List<Path> migrations(Service service) throws IOException {
        try (var files = Files.walk(service.migrations(home))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
