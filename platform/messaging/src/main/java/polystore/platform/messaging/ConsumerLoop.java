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

/// The thread that polls one topic for one consumer group until it is closed. It begins when its start conditions are
/// met, and never gives up: while Kafka or a store is away the same records are tried again, with backoff.
final class ConsumerLoop<T> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);

    private static final Duration POLL = Duration.ofMillis(200);
    /// The longest that a topic created again is read at offsets of the old one.
    private static final Duration TOPIC_CHECK = Duration.ofSeconds(5);

    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(1);
    /// A poll, a batch and leaving the group; while Kafka is away, a request that runs into its timeout.
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

    /// Of this thread only.
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

    boolean isRunning() {
        return thread.isAlive();
    }

    /// What ended the thread, other than closing it.
    @Nullable
    Throwable death() {
        return death;
    }

    long lagRecords() {
        return metrics.lagRecords();
    }

    /// Lets the batch in hand finish.
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warnf("%s is still being read after %s", subscription.topic(), CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // an Error ends the thread in silence otherwise
    private void run() {
        try {
            conditions.await(closing);
            metrics.running(true);
            while (isOpen()) {
                session();
            }
        } catch (Throwable e) {
            death = e;
            LOG.fatalf(e, "%s is no longer read: restart this service", subscription.topic());
        } finally {
            metrics.running(false);
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0 && !Thread.currentThread().isInterrupted();
    }

    /// One consumer, from its making to the first failure after which only a new one helps.
    private void session() {
        try {
            var consumer = clients.consumer(subscription.group());
            try {
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
            processor.process(records);
            partitions.advance(records);
            metrics.processed(records.size(), records.getLast().publishedAt());
        }
    }

    private void recovered() {
        var failures = backoff.reset();
        if (failures > 0) {
            LOG.infof("%s is read again after %d attempts", subscription.topic(), failures);
        }
    }

    private void failed(RuntimeException e) {
        if (backoff.isFirst()) {
            LOG.warnf(e, "%s cannot be read on; trying again until it can", subscription.topic());
        }
        metrics.failed();
        backoff.await(closing);
    }
}
