package polystore.command.transform;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polystore.transformers.live.Live;
import polystore.transformers.live.LiveSettings;
import polystore.transformers.live.LiveStores;
import polystore.transformers.live.NotReadyException;
import polystore.transformers.live.SourcePool;
import polystore.transformers.queue.QueueWorkers;

@Command(
        name = "live",
        description =
                "Write every document, then follow the changes of the database until interrupted; exit 1, with the"
                        + " statements that correct it, when the database is not ready for that.")
final class LiveCommand extends TargetCommand {

    private static final int WORKERS_MAX = 64;
    /// With a queue, the workers read documents and check columns beside those of a full recompute.
    private static final int CONNECTIONS_FACTOR = 3;
    /// Longer than the writing of a batch takes, unless the target is unavailable.
    private static final long STOP_MAX_S = 20;

    @Option(
            names = "--workers",
            defaultValue = "2",
            description = "Number of ranges of keys that are processed in parallel while all documents are written"
                    + " (${DEFAULT-VALUE}).")
    private int workers;

    @Option(
            names = "--queue",
            paramLabel = "URL",
            description = "kafka://host:9092/topic: share the work with every other process that has the same mapping,"
                    + " target and queue. The topic is made where it is missing.")
    private @Nullable String queue;

    @Mixin
    private MetricsEndpoint metrics = new MetricsEndpoint();

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if (workers < 1 || workers > WORKERS_MAX) {
            throw new IllegalArgumentException("--workers must be from 1 to " + WORKERS_MAX + ", not " + workers);
        }
        choice.requireOwnSource();
        requireSharedTarget();
        try {
            follow();
            System.out.println("Stopped; the next start resumes from here.");
            return 0;
        } catch (NotReadyException e) {
            System.err.println("The mapping " + choice.mapping().mapping().name() + " cannot be followed yet:");
            e.faults().forEach(it -> System.err.println(it.place() + ": " + it.problem() + "\n    " + it.correction()));
            return 1;
        }
    }

    /// Of two processes that write to a topic, the second ends the first.
    private void requireSharedTarget() {
        if (queue != null && KafkaTarget.isNamedBy(url())) {
            throw new IllegalArgumentException(
                    "--queue needs a target that several processes can write to: mongodb://host/database, not "
                            + url());
        }
    }

    private void follow() throws SQLException, InterruptedException {
        var mapping = choice.mapping().mapping();
        var source = choice.dataSource();
        choice.makeState(source);
        try (var existing = existing();
                var sink = sink();
                var pool = SourcePool.of(source, queue == null ? workers : CONNECTIONS_FACTOR * workers);
                var shown = new ShownChanges(mapping.name());
                var _ = metrics.serve()) {
            var measured = new LiveMetrics(metrics.registry(), mapping.name(), shown);
            follow(new LiveStores(pool, choice.turnstile(pool), measured.counted(sink), existing.ids()), measured);
        }
    }

    private void follow(LiveStores stores, LiveMetrics measured) throws SQLException, InterruptedException {
        var mapping = choice.mapping().mapping();
        var settings = LiveSettings.of(url(), workers);
        if (queue == null) {
            untilInterrupted(new Live(mapping, choice.dataSource(), stores, settings, measured));
            return;
        }
        var shared = KafkaTarget.of(queue, System.getenv()).queue();
        try (var _ = QueueWorkers.start(mapping, stores, settings, shared, measured)) {
            untilInterrupted(new Live(mapping, choice.dataSource(), stores.with(shared), settings, measured));
        }
    }

    /// The process ends when the last batch is written and confirmed.
    private static void untilInterrupted(Live live) throws InterruptedException {
        var ended = new CountDownLatch(1);
        var stop = new Thread(() -> stop(live, ended), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            live.run();
        } finally {
            ended.countDown();
            remove(stop);
        }
    }

    private static void stop(Live live, CountDownLatch ended) {
        live.stop();
        try {
            if (!ended.await(STOP_MAX_S, TimeUnit.SECONDS)) {
                System.err.println("The last batch is not written; the next start writes it again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The process is ending: it is this thread that asked for it.
            System.err.println("Stopped; the next start resumes from here.");
        }
    }
}
