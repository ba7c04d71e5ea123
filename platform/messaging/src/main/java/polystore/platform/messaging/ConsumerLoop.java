package polystore.platform.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.OffsetStore.StoredOffset;

/// The thread that polls one topic for one consumer group until it is closed. It begins when its start conditions
/// are met. While Kafka or a store is unavailable, it retries the same records with backoff, without limit.
final class ConsumerLoop<T> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);

    private static final Duration POLL = Duration.ofMillis(200);
    /// Interval of the check whether the topic was created again.
    private static final Duration TOPIC_CHECK = Duration.ofSeconds(5);

    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(1);
    /// Enough for a poll, a batch and leaving the group, or for the timeout of a request while Kafka is
    /// unavailable.
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

    private final Subscription subscription;
    private final KafkaClients clients;
    private final StartConditions conditions;
    private final BatchProcessor<T> processor;
    private final Function<Consumer<byte[], byte[]>, OffsetStore> offsets;
    private final TopicIds topicIds;
    private final ConsumerMetrics metrics;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Backoff backoff = new Backoff();
    private final Thread thread;

    /// Used by this thread only.
    private final Map<TopicPartition, StoredOffset> remembered = new HashMap<>();

    private volatile @Nullable Throwable death;
    private long topicCheckedNanos = System.nanoTime();

    ConsumerLoop(
            Subscription subscription,
            KafkaClients clients,
            StartConditions conditions,
            BatchProcessor<T> processor,
            Function<Consumer<byte[], byte[]>, OffsetStore> offsets,
            TopicIds topicIds,
            ConsumerMetrics metrics) {
        this.subscription = subscription;
        this.clients = clients;
        this.conditions = conditions;
        this.processor = processor;
        this.offsets = offsets;
        this.topicIds = topicIds;
        this.metrics = metrics;
        this.thread = Thread.ofPlatform()
                .name("consumer " + subscription.topic())
                .daemon()
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Subscription subscription() {
        return subscription;
    }

    /// The failure that ended the thread; null while it runs or after it was closed.
    @Nullable
    Throwable death() {
        return death;
    }

    RunningConsumer state() {
        return new RunningConsumer(subscription, thread.isAlive(), metrics.lagRecords(), metrics.lagSeconds());
    }

    BatchProcessor<T> processor() {
        return processor;
    }

    /// Waits until the current batch is finished.
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warnf("The consumer of %s did not stop within %s", subscription.topic(), CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        metrics.close();
    }

    @SuppressWarnings("CatchingUnchecked") // an Error would end the thread without a log entry otherwise
    private void run() {
        try {
            conditions.await(closing);
            metrics.running(true);
            while (isOpen()) {
                session();
            }
        } catch (Throwable e) {
            death = e;
            LOG.fatalf(e, "The consumer of %s has died: restart this service", subscription.topic());
        } finally {
            metrics.running(false);
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0 && !Thread.currentThread().isInterrupted();
    }

    /// Runs one consumer until a failure that requires a new one.
    private void session() {
        try {
            var consumer = clients.consumer(subscription.group());
            try (var _ = metrics.of(consumer)) {
                read(consumer);
            } finally {
                consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
            }
        } catch (FencedException | KafkaException e) {
            failed(e);
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        var partitions = new AssignedPartitions(
                consumer, offsets.apply(consumer), subscription.topic(), topicIds, metrics, remembered);
        consumer.subscribe(List.of(subscription.topic()), partitions);
        while (isOpen()) {
            try {
                step(consumer, partitions);
            } catch (OffsetOutOfRangeException e) {
                partitions.withdraw(e.offsetOutOfRangePartitions().keySet());
            } catch (KafkaUnavailableException e) {
                partitions.rewind();
                failed(e);
            } catch (FencedException | KafkaException e) {
                throw e;
            } catch (RuntimeException e) {
                partitions.rewind();
                failed(e);
            }
        }
    }

    private void step(Consumer<byte[], byte[]> consumer, AssignedPartitions partitions) {
        metrics.lag(partitions.lag());
        var polled = consumer.poll(POLL);
        if (System.nanoTime() - topicCheckedNanos > TOPIC_CHECK.toNanos()) {
            topicCheckedNanos = System.nanoTime();
            partitions.checkTopic();
        }
        partitions.claimNew();
        process(polled, partitions);
        recovered();
    }

    private void process(ConsumerRecords<byte[], byte[]> polled, AssignedPartitions partitions) {
        var records = partitions.claimed(polled);
        if (!records.isEmpty()) {
            RecordSpans.process(subscription.topic(), records, () -> processor.process(records));
            partitions.advance(records);
            metrics.processed(records.size(), records.getLast().publishedAt());
        }
    }

    private void recovered() {
        var failures = backoff.reset();
        if (failures > 0) {
            LOG.infof("The consumer of %s works again after %d attempts", subscription.topic(), failures);
        }
    }

    private void failed(RuntimeException e) {
        if (backoff.isFirst()) {
            LOG.warnf(e, "The consumer of %s failed and is retried until it succeeds", subscription.topic());
        }
        metrics.failed();
        backoff.await(closing);
    }
}
