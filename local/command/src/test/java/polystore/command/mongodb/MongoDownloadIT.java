package polystore.command.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import de.flapdoodle.embed.mongo.distribution.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.mongodb.MongodSearch.Download.Outcome;
import polystore.stores.FreePort;

class MongoDownloadIT {
    @TempDir
    private Path folder = Path.of("");

    private final List<Integer> percents = new CopyOnWriteArrayList<>();

    @Test
    void aGoodArchiveGivesAProgramThatRuns() throws Exception {
        try (var server = FileServer.good("#!/bin/sh\necho I am mongod\n")) {
            var outcome = download(server.address());

            assertThat(outcome).isEqualTo(new Outcome.Got(kept()));
            var run = new ProcessBuilder(kept().toString()).start();
            assertThat(new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("I am mongod\n");
            assertThat(percents).contains(100);
        }
    }

    @Test
    void aDownloadedProgramIsKept() throws IOException {
        try (var server = FileServer.good("#!/bin/sh\n")) {
            download(server.address());
            var asked = server.requests();

            assertThat(download(server.address())).isInstanceOf(Outcome.Got.class);

            assertThat(server.requests()).isEqualTo(asked);
        }
    }

    @Test
    void aBrokenArchiveIsGivenUpAndNothingIsKept() throws IOException {
        try (var server = FileServer.broken()) {
            assertThat(download(server.address())).isInstanceOf(Outcome.Failed.class);
            try (var left = Files.list(folder)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpInFiveSeconds() throws IOException {
        try (var server = FileServer.slow()) {
            var begun = System.nanoTime();

            var outcome = download(server.address());

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            // Not a measurement: without the limit the call would never return.
            assertThat((System.nanoTime() - begun) / 1_000_000_000L).isBetween(4L, 15L);
        }
    }

    @Test
    void anAbsentServerIsGivenUpAtOnceWithOneSentence() {
        var outcome = download("http://127.0.0.1:" + FreePort.next());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("the download from http://127.0.0.1:")
                                .hasLineCount(1));
    }

    @Test
    void aKernelThatMongoDb8DoesNotStartOnGets7() {
        assertThat(MongoDownload.version("Linux", "6.18.3-generic")).isEqualTo(Version.Main.V8_0);
        assertThat(MongoDownload.version("Linux", "6.19.0-1-amd64")).isEqualTo(Version.Main.V7_0);
        assertThat(MongoDownload.version("Linux", "7.0")).isEqualTo(Version.Main.V7_0);
        assertThat(MongoDownload.version("Mac OS X", "25.1")).isEqualTo(Version.Main.V8_0);
    }

    private Path kept() {
        var version = MongoDownload.version(System.getProperty("os.name"), System.getProperty("os.version"));
        return folder.resolve(version == Version.Main.V7_0 ? "7.0" : "8.0").resolve("mongod");
    }

    private Outcome download(String address) {
        return new MongoDownload(folder, address, percents::add).get();
    }
}
