package polystore.command.mongodb;

import de.flapdoodle.embed.mongo.distribution.Version;
import de.flapdoodle.embed.mongo.transitions.Mongod;
import de.flapdoodle.embed.mongo.types.DistributionBaseUrl;
import de.flapdoodle.embed.process.archives.ExtractedFileSet;
import de.flapdoodle.embed.process.config.DownloadConfig;
import de.flapdoodle.embed.process.config.TimeoutConfig;
import de.flapdoodle.embed.process.io.directories.PersistentDir;
import de.flapdoodle.embed.process.io.progress.ProgressListener;
import de.flapdoodle.embed.process.transitions.DownloadPackage;
import de.flapdoodle.reverse.StateID;
import de.flapdoodle.reverse.transitions.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/// Downloads MongoDB's server once, with flapdoodle's embed.mongo.
///
/// @param folder of the downloaded programs
/// @param baseUrl of the file server: MongoDB's own, or a mirror named by `POLYSTORE_MONGODB_DOWNLOAD`
/// @param percent receives the progress, 0 to 100
public record MongoDownload(Path folder, String baseUrl, IntConsumer percent) implements MongodSearch.Download {
    public static final String MONGODB = "https://fastdl.mongodb.org";

    /// Without a first byte within this time the machine is taken to be offline.
    private static final Duration FIRST_BYTE_MAX = Duration.ofSeconds(5);
    /// Longest time without a further byte.
    private static final Duration SILENCE_MAX = Duration.ofSeconds(5);
    /// Enough for 100 MB over 1 Mbit/s.
    private static final Duration WHOLE_MAX = Duration.ofMinutes(15);

    private static final Pattern LINUX = Pattern.compile("(\\d+)\\.(\\d+).*");

    @Override
    public Outcome get() {
        var kept = folder.resolve(directory()).resolve("mongod");
        if (Files.isExecutable(kept)) {
            return new Outcome.Got(kept);
        }
        var begun = new CountDownLatch(1);
        var task = new FutureTask<>(() -> fetch(begun, kept));
        Thread.ofPlatform().daemon().name("download-mongodb").start(task);
        return await(task, begun);
    }

    /// MongoDB 8.0 does not start on Linux 6.19 and newer, because of a change in the kernel that breaks its memory
    /// allocator.
    static Version.Main version(String system, String release) {
        var linux = LINUX.matcher(release);
        if (!system.equals("Linux") || !linux.matches()) {
            return Version.Main.V8_0;
        }
        var major = Integer.parseInt(linux.group(1));
        var refused = major > 6 || (major == 6 && Integer.parseInt(linux.group(2)) >= 19);
        return refused ? Version.Main.V7_0 : Version.Main.V8_0;
    }

    private static Version.Main version() {
        return version(System.getProperty("os.name"), System.getProperty("os.version"));
    }

    /// Each version has its own folder.
    private static String directory() {
        return version() == Version.Main.V7_0 ? "7.0" : "8.0";
    }

    private Outcome await(FutureTask<Path> task, CountDownLatch begun) {
        try {
            if (!begun.await(FIRST_BYTE_MAX.toMillis(), TimeUnit.MILLISECONDS) && !task.isDone()) {
                task.cancel(true);
                return new Outcome.Failed(baseUrl + " did not answer within " + FIRST_BYTE_MAX.toSeconds() + " s");
            }
            return new Outcome.Got(task.get(WHOLE_MAX.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return new Outcome.Failed("the download from " + baseUrl + " failed: " + rootOf(e));
        } catch (TimeoutException e) {
            task.cancel(true);
            return new Outcome.Failed("the download took more than " + WHOLE_MAX.toMinutes() + " min");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Failed("the download was interrupted");
        }
    }

    private Path fetch(CountDownLatch begun, Path kept) throws IOException {
        Files.createDirectories(folder);
        var scratch = Files.createTempDirectory(folder, "download");
        try {
            var mongod = Mongod.builder()
                    .distributionBaseUrl(
                            Start.to(DistributionBaseUrl.class).initializedWith(DistributionBaseUrl.of(baseUrl)))
                    .persistentBaseDir(Start.to(PersistentDir.class).initializedWith(PersistentDir.of(scratch)))
                    .progressListener(Start.to(ProgressListener.class).initializedWith(new Progress(begun, percent)))
                    .downloadPackage(DownloadPackage.withDefaults().withDownloadConfig(timeouts()))
                    .build();
            try (var reached = mongod.transitions(version()).walker().initState(StateID.of(ExtractedFileSet.class))) {
                // Moved atomically as the last step, so that a file with this name is always complete.
                var copy = Files.copy(
                        reached.current().executable(),
                        scratch.resolve("mongod"),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
                Files.createDirectories(kept.getParent());
                return Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            delete(scratch);
            begun.countDown();
        }
    }

    private static DownloadConfig timeouts() {
        return DownloadConfig.builder()
                .timeoutConfig(TimeoutConfig.builder()
                        .connectionTimeout((int) FIRST_BYTE_MAX.toMillis())
                        .readTimeout((int) SILENCE_MAX.toMillis())
                        .build())
                .build();
    }

    private static void delete(Path scratch) {
        try (var files = Files.walk(scratch)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + scratch, e);
        }
    }

    private static String rootOf(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ", " + cause.getMessage());
    }

    /// The first progress shows that the server was reached.
    private record Progress(CountDownLatch begun, IntConsumer told) implements ProgressListener {
        private static final int WHOLE = 100;

        @Override
        public void progress(String label, int percent) {
            begun.countDown();
            told.accept(percent);
        }

        @Override
        public void done(String label) {
            begun.countDown();
            told.accept(WHOLE);
        }

        @Override
        public void start(String label) {
            // Called before the connection is established.
        }

        @Override
        public void info(String label, String message) {
            // Called with the bytes received from a server that sends no Content-Length.
            begun.countDown();
        }
    }
}
