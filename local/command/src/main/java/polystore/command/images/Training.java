package polystore.command.images;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import polystore.stores.LogTail;

/// The training run (JEP 514): runs the program of an image under a short load; when it ends, the JVM writes the AOT
/// cache.
record Training(ImageRun image) {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final int WRITE_SECONDS_MAX = 120;
    private static final int LINES_SHOWN = 20;

    void run() throws IOException, InterruptedException {
        var program = image.program();
        var label = program.service().label();
        Files.deleteIfExists(program.cache());
        System.out.println("Training run of " + label);
        var port = TrainingLoad.freePort();
        var server = image.start(
                port, List.of("-XX:AOTCacheOutput=" + program.cache().getFileName()));
        try {
            server.await(label, () -> ready(port), START_MAX);
            image.load().run(program.service(), port);
            server.process().toHandle().destroy();
            if (!server.process().waitFor(WRITE_SECONDS_MAX, TimeUnit.SECONDS) || !Files.exists(program.cache())) {
                throw new IllegalStateException("The JVM of " + label + " wrote no cache:\n"
                        + LogTail.last(image.files().log(), LINES_SHOWN));
            }
        } finally {
            server.close();
            Files.deleteIfExists(image.files().pid());
        }
    }

    private boolean ready(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(image.address(port) + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }
}
