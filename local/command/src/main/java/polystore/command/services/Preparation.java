package polystore.command.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import polystore.command.home.Home;
import polystore.stores.LogTail;
import polystore.stores.ServerProcess;

/// Runs a service's program once for seconds, before it takes requests: as the owner of its databases it brings
/// them up to date, and it leaves an archive of the classes it loads, with which the service starts in half the
/// time. Neither is done again for the same program, the same migrations and the same servers.
public record Preparation(Home home, ServiceProcess processes, Stores stores) {
    private static final Duration RUN_MAX = Duration.ofMinutes(2);
    private static final int LINES_SHOWN = 20;

    /// Services that are not prepared yet.
    public List<Service> due() {
        return List.of(Service.values()).stream()
                .filter(service -> !fingerprint(service).equals(applied(service)) || !processes.isArchived(service))
                .toList();
    }

    /// Prepares one service.
    ///
    /// @throws IllegalStateException when they fail; the message has the end of the log
    public void apply(Service service) {
        var traces = home.traces(service.label() + "-preparation");
        var run = ServerProcess.start(
                processes.preparing(service),
                home.programs().resolve(service.label()),
                processes.migrating(service),
                traces);
        try {
            if (!run.process().waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Preparing " + service.label() + " took more than "
                        + RUN_MAX.toSeconds() + " s:\n" + LogTail.last(traces.log(), LINES_SHOWN));
            }
            if (run.process().exitValue() != 0) {
                throw new IllegalStateException(
                        "Preparing " + service.label() + " failed:\n" + LogTail.last(traces.log(), LINES_SHOWN));
            }
            remember(service, traces.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while preparing", e);
        } finally {
            run.close();
        }
    }

    private void remember(Service service, Path pid) {
        try {
            Files.createDirectories(home.marks());
            Files.writeString(mark(service), fingerprint(service) + "\n");
            Files.deleteIfExists(pid);
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
        return home.marks().resolve(service.label() + "-prepared");
    }

    /// Changes with any migration and with any other server.
    private String fingerprint(Service service) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(servers(service).getBytes(StandardCharsets.UTF_8));
            for (var file : sources(service)) {
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

    private String servers(Service service) {
        return String.join(
                " ",
                stores.postgres().identity(),
                stores.mongo().kind(),
                stores.mongo().address(),
                service.label());
    }

    private List<Path> sources(Service service) throws IOException {
        try (var files = Files.walk(service.sources(home))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.startsWith(service.sources(home).resolve("resources"))
                            || file.toString().contains("/migration/"))
                    .sorted()
                    .toList();
        }
    }
}
