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

    /// The command that runs a service's program for days: when it first ends, it archives the classes it had loaded.
    private List<String> longRun(Service service) {
        return run(
                service,
                List.of(
                        "-XX:SharedArchiveFile=" + archive(service),
                        "-XX:+AutoCreateSharedArchive",
                        "-Xlog:cds=off",
                        "-Xlog:aot=off"));
    }

    /// The command for a run of seconds, in which optimising and archiving would cost more than they gain.
    List<String> shortRun(Service service) {
        return run(service, List.of("-XX:TieredStopAtLevel=1"));
    }

    private List<String> run(Service service, List<String> options) {
        var program = home.programs().resolve(service.label());
        if (ProgramCopy.refresh(service.built(home), program)) {
            forget(archive(service));
        }
        var command = new ArrayList<>(Jvm.bounded(service.heapMegabytes()));
        command.addAll(options);
        command.addAll(List.of("-jar", program.resolve("quarkus-run.jar").toString()));
        return command;
    }

    /// Java refuses an archive of other jars, but does not make another in its place.
    private static void forget(Path archive) {
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + archive, e);
        }
    }

    private Path archive(Service service) {
        return home.programs().resolve(service.label() + ".jsa");
    }

    private RunningServer start(Service service, int port) {
        if (!Files.exists(service.built(home))) {
            throw new IllegalStateException(service.built(home) + " is not there: the service was not built");
        }
        var server = ServerProcess.start(
                longRun(service),
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
