package polystore.command.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.infrastructure.Jvm;
import polystore.command.stack.Component;
import polystore.stores.ProcessFiles;
import polystore.stores.RunningServer;
import polystore.stores.ServerProcess;

/// Starts a service from a copy of the program that Maven built.
///
/// A copy, because a build would replace the jars of a running JVM.
public record ServiceProcess(Home home, Ports ports, ServiceEnvironment environment) {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration RUN_MAX = Duration.ofMinutes(2);
    private static final int LINES_SHOWN = 20;
    private static final String NOT_OPTIMISED = "-XX:TieredStopAtLevel=1";

    public Component component(Service service) {
        var port = service.port(ports);
        return new Component(
                service.label(),
                StackTls.address(home, port),
                port,
                home.processFiles(service.label()),
                () -> start(service, port));
    }

    private List<String> command(Service service) {
        return run(service, List.of("-XX:SharedArchiveFile=" + archive(service)));
    }

    /// Runs the migrate step, without C2, because the step takes only seconds.
    void migrate(Service service, ProcessFiles files) {
        var options = new ArrayList<>(List.of(NOT_OPTIMISED));
        // The MongoDB driver of the migrate step trusts the authorities that the JVM trusts.
        StackTls.of(home).map(StackTls::trustOptions).ifPresent(options::addAll);
        var command = new ArrayList<>(run(service, options));
        command.add("migrate");
        finish("The migration of " + service.label(), service, command, environment.migrating(service), files);
    }

    /// Runs another step of the program that the stack runs, in the foreground, as the owner of the databases.
    ///
    /// @return its exit code
    public int step(Service service, List<String> arguments) {
        var command = new ArrayList<>(Jvm.bounded(service.heapMegabytes()));
        StackTls.of(home).map(StackTls::trustOptions).ifPresent(command::addAll);
        command.addAll(
                List.of("-jar", program(service).resolve("quarkus-run.jar").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment.migrating(service));
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + String.join(" ", arguments), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(String.join(" ", arguments) + " was interrupted", e);
        }
    }

    /// Starts the service and ends it at once, which writes its class archive.
    void archive(Service service, ProcessFiles files) {
        var command = run(service, List.of("-XX:ArchiveClassesAtExit=" + archive(service), NOT_OPTIMISED));
        var environment = serving(service);
        environment.put("QUARKUS_INIT_AND_EXIT", "true");
        finish("A first start of " + service.label(), service, command, environment, files);
    }

    /// Runs in the profile `local`, which allows settings that production refuses, such as connections without TLS.
    private Map<String, String> serving(Service service) {
        var serving = new HashMap<>(environment.running(service));
        serving.put("QUARKUS_PROFILE", "local");
        return serving;
    }

    boolean isArchived(Service service) {
        refresh(service);
        return Files.exists(archive(service));
    }

    private void finish(
            String step, Service service, List<String> command, Map<String, String> environment, ProcessFiles files) {
        try (var run = ServerProcess.start(command, program(service), environment, files)) {
            if (!run.process().waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        step + " took more than " + RUN_MAX.toSeconds() + " s:\n" + run.lastLines(LINES_SHOWN));
            }
            if (run.process().exitValue() != 0) {
                throw new IllegalStateException(step + " failed:\n" + run.lastLines(LINES_SHOWN));
            }
            Files.deleteIfExists(files.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(step + " was interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + files.pid(), e);
        }
    }

    private List<String> run(Service service, List<String> options) {
        refresh(service);
        var command = new ArrayList<>(Jvm.bounded(service.heapMegabytes()));
        command.addAll(options);
        command.addAll(List.of(
                "-Xlog:disable",
                "-jar",
                program(service).resolve("quarkus-run.jar").toString()));
        return command;
    }

    /// Deletes the archive when a jar has changed, because Java ignores an archive of other jars.
    private void refresh(Service service) {
        if (!Files.exists(service.built(home))) {
            throw new IllegalStateException(service.built(home) + " does not exist: the service was not built");
        }
        if (!ProgramCopy.refresh(service.built(home), program(service))) {
            return;
        }
        try {
            Files.deleteIfExists(archive(service));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + archive(service), e);
        }
    }

    private Path program(Service service) {
        return home.programs().resolve(service.label());
    }

    private Path archive(Service service) {
        return home.programs().resolve(service.label() + "-" + Runtime.version() + ".jsa");
    }

    private RunningServer start(Service service, int port) {
        var server = ServerProcess.start(
                command(service), program(service), serving(service), home.processFiles(service.label()));
        server.await(service.label(), () -> ReadyProbe.isReady(StackTls.address(home, port)), START_MAX);
        return server;
    }
}
