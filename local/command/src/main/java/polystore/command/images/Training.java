package polystore.command.images;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import polystore.command.stack.RunningComponent;
import polystore.command.stack.Snapshot;
import polystore.stores.LogTail;
import polystore.stores.ProcessFiles;
import polystore.stores.ServerProcess;

/// The training run (JEP 514): runs a second instance of a service with the command of its image and the environment
/// of the running one, under a short load; when it ends, the JVM writes the AOT cache.
record Training(ImageProgram program, JavaRuntime runtime, TrainingLoad load, Snapshot status) {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final int WRITE_SECONDS_MAX = 120;
    private static final int LINES_SHOWN = 20;

    /// The memory of a small container: the object layout in the cache depends on the heap size.
    private static final List<String> OPTIONS = List.of("-XX:MaxRAM=512m");

    void run() throws IOException, InterruptedException {
        var label = program.service().label();
        Files.deleteIfExists(program.cache());
        System.out.println("Training run of " + label);
        var options = List.of("-XX:AOTCacheOutput=" + program.cache().getFileName(), OPTIONS.getFirst());
        var port = TrainingLoad.freePort();
        var files = new ProcessFiles(
                program.folder().resolveSibling(label + ".log"),
                program.folder().resolveSibling(label + ".pid"));
        var server = ServerProcess.start(
                JavaRuntime.command(runtime.java().toString(), options), program.folder(), environment(port), files);
        try {
            server.await(label, () -> ready(port), START_MAX);
            load.run(program.service(), port);
            server.process().toHandle().destroy();
            if (!server.process().waitFor(WRITE_SECONDS_MAX, TimeUnit.SECONDS) || !Files.exists(program.cache())) {
                throw new IllegalStateException(
                        "The JVM of " + label + " wrote no cache:\n" + LogTail.last(files.log(), LINES_SHOWN));
            }
        } finally {
            server.close();
            Files.deleteIfExists(files.pid());
        }
    }

    private Map<String, String> environment(int port) throws IOException {
        var environment = RunningComponent.of(status, program.service().label()).environment();
        environment.put("HTTP_PORT", Integer.toString(port));
        environment.put("QUOTA_PER_SECOND", Integer.toString(TrainingLoad.REQUESTS_PER_SECOND_MAX));
        environment.put("QUOTA_BURST", Integer.toString(TrainingLoad.REQUESTS_PER_SECOND_MAX));
        return environment;
    }

    private boolean ready(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(load.address(port) + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }
}
