package polystore.command.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.infrastructure.Jvm;
import polystore.command.stack.Component;
import polystore.stores.RunningServer;
import polystore.stores.ServerProcess;

/// Starts a service from a copy of its built program.
///
/// From a copy, because a build while the stack runs would replace jars under a running JVM.
public record ServiceProcess(Home home, Ports ports, ServiceEnvironment environment) {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

    public Component component(Service service) {
        var port = service.port(ports);
        return new Component(
                service.label(),
                "http://127.0.0.1:" + port,
                port,
                home.traces(service.label()),
                () -> start(service, port));
    }

    private List<String> command(Service service) {
        return run(service, List.of("-XX:SharedArchiveFile=" + archive(service)));
    }

    /// The command for a run of seconds that ends with archiving the classes it loaded; optimising would not pay.
    List<String> preparing(Service service) {
        return run(service, List.of("-XX:ArchiveClassesAtExit=" + archive(service), "-XX:TieredStopAtLevel=1"));
    }

    boolean isArchived(Service service) {
        refresh(service);
        return Files.exists(archive(service));
    }

    private List<String> run(Service service, List<String> options) {
        refresh(service);
        var command = new ArrayList<>(Jvm.bounded(service.heapMegabytes()));
        command.addAll(options);
        command.addAll(List.of(
                "-Xlog:cds=off",
                "-Xlog:aot=off",
                "-jar",
                program(service).resolve("quarkus-run.jar").toString()));
        return command;
    }

    /// Java would go without an archive of other jars.
    private void refresh(Service service) {
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
        if (!Files.exists(service.built(home))) {
            throw new IllegalStateException(service.built(home) + " is not there: the service was not built");
        }
        var server = ServerProcess.start(
                command(service),
                home.programs().resolve(service.label()),
                environment.running(service),
                home.traces(service.label()));
        server.await(service.label(), () -> ready(port), START_MAX);
        return server;
    }

    private static boolean ready(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .timeout(ANSWER_MAX)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    Map<String, String> migrating(Service service) {
        return environment.migrating(service);
    }
}
