package polystore.command.images;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import polystore.command.services.ReadyProbe;
import polystore.stores.FreePort;
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
        var port = FreePort.next();
        var server = image.start(
                port, List.of("-XX:AOTCacheOutput=" + program.cache().getFileName()));
        try {
            server.await(label, () -> ReadyProbe.isReady(image.address(port)), START_MAX);
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
}
