package polystore.transformers.queue;

import java.util.List;
import java.util.stream.IntStream;
import polystore.transformers.live.LiveProgress;
import polystore.transformers.live.LiveSettings;
import polystore.transformers.live.LiveStores;
import polystore.transformers.shape.Mapping;

/// The workers of this process, each in a thread of its own. Any number of processes may have some.
public final class QueueWorkers implements AutoCloseable {

    private final List<QueueWorker> workers;
    private final List<Thread> threads;

    private QueueWorkers(List<QueueWorker> workers) {
        this.workers = workers;
        this.threads = workers.stream()
                .map(it -> Thread.ofPlatform().name("queue worker").start(it))
                .toList();
    }

    public static QueueWorkers start(
            Mapping mapping, LiveStores stores, LiveSettings settings, KafkaQueue queue, LiveProgress progress) {
        return new QueueWorkers(IntStream.range(0, settings.workers())
                .mapToObj(_ -> new QueueWorker(mapping, stores, settings, queue, progress))
                .toList());
    }

    /// Waits until what they are writing is written and committed.
    @Override
    public void close() {
        workers.forEach(QueueWorker::stop);
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
