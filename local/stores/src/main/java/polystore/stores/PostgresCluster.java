package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Creates the data folder of a PostgreSQL server with `initdb`.
final class PostgresCluster {
    private PostgresCluster() {}

    static void initialize(Path programs, PostgresServer.Settings settings) {
        try {
            Files.createDirectories(settings.data().getParent());
            var password = Files.createTempFile(
                    settings.data().getParent(),
                    "password",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(password, settings.password());
                run(
                        Stream.concat(PostgresServer.unprivileged().stream(), initdb(programs, settings, password))
                                .toList(),
                        settings.files().log());
            } finally {
                Files.delete(password);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a PostgreSQL cluster in " + settings.data(), e);
        }
    }

    private static Stream<String> initdb(Path programs, PostgresServer.Settings settings, Path password) {
        return Stream.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + settings.data(),
                "--username=" + PostgresServer.SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions",
                settings.durable() ? "--data-checksums" : "--no-sync");
    }

    private static void run(List<String> command, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(PostgresServer.START_MAX.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("initdb failed:\n" + LogTail.last(log, 20));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted during initdb", e);
        }
    }
}
