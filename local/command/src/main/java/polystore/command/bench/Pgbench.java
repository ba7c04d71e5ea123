package polystore.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import polystore.stores.ServiceDatabase;

/// The baseline: pgbench runs the transaction that places an order, without a service in front of PostgreSQL.
///
/// @param pgbench the program
/// @param port of PostgreSQL
/// @param folder for the script and the log of a measurement
record Pgbench(Path pgbench, int port, ServiceDatabase database, Path folder) {
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([1-9]\\d*)");
    private static final Duration GRACE = Duration.ofSeconds(30);
    /// Position in a line of pgbench's log: client, transaction, microseconds, script, time.
    private static final int MICROS = 2;

    /// The duration of each order in nanoseconds.
    long[] run(String script, int clients, Duration length) throws InterruptedException {
        try {
            empty();
            Files.writeString(folder.resolve("place.sql"), script);
            var process = start(clients, length);
            var output = folder.resolve("output");
            if (!process.waitFor(length.plus(GRACE).toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("pgbench did not end:\n" + Files.readString(output));
            }
            if (process.exitValue() != 0
                    || FAILED.matcher(Files.readString(output)).find()) {
                throw new IllegalStateException("pgbench failed:\n" + Files.readString(output));
            }
            return nanos();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run pgbench", e);
        }
    }

    private Process start(int clients, Duration length) throws IOException {
        var builder = new ProcessBuilder(List.of(
                        pgbench.toString(),
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--username=" + database.application().user(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--file=" + folder.resolve("place.sql"),
                        "--client=" + clients,
                        "--jobs=" + Math.min(clients, Runtime.getRuntime().availableProcessors()),
                        "--time=" + length.toSeconds(),
                        "--log",
                        "--log-prefix=" + folder.resolve("log"),
                        database.name()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("PGPASSWORD", database.application().password());
        var authority = database.server().authority();
        if (authority != null) {
            builder.environment().putAll(Map.of("PGSSLMODE", "verify-full", "PGSSLROOTCERT", authority.toString()));
        }
        return builder.start();
    }

    private long[] nanos() throws IOException {
        var all = LongStream.empty();
        try (var logs = Files.newDirectoryStream(folder, "log.*")) {
            for (var log : logs) {
                all = LongStream.concat(
                        all,
                        Files.readAllLines(log).stream()
                                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[MICROS]) * 1_000));
            }
        }
        return all.toArray();
    }

    private void empty() throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
