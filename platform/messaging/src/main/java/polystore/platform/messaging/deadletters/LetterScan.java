package polystore.platform.messaging.deadletters;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.Backoff;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.ReceivedRecord;

/// The thread that reads a dead-letter topic from its beginning and then follows it. After a failure it starts again;
/// until the new reading has caught up, the letters of the previous one are shown.
final class LetterScan implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LetterScan.class);

    private static final Duration POLL = Duration.ofMillis(500);
    /// Interval of the check which letters the topic still retains.
    private static final Duration RETENTION_CHECK = Duration.ofSeconds(30);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final String topic;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Backoff backoff = new Backoff();
    private final Thread thread;
    private volatile @Nullable OpenLetters current;

    LetterScan(KafkaClients clients, String topic) {
        this.clients = clients;
        this.topic = topic;
        this.thread = Thread.ofPlatform().name("dead letters " + topic).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// @return null until the topic was read to its end once
    @Nullable
    OpenLetters current() {
        return current;
    }

    private void run() {
        while (closing.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
            try (var consumer = new Closeable(clients.reader())) {
                follow(consumer.of());
            } catch (KafkaException e) {
                if (backoff.isFirst()) {
                    LOG.warnf("Dead letters of %s cannot be read and are read again until it succeeds: %s", topic, e);
                }
                backoff.await(closing);
            }
        }
    }

    /// Ends when the topic has other partitions than at the beginning.
    private void follow(Consumer<byte[], byte[]> consumer) {
        var partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            throw new KafkaException("the topic does not exist");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var end = consumer.endOffsets(partitions);
        var letters = new OpenLetters();
        var checkedNanos = System.nanoTime();
        while (closing.getCount() > 0) {
            for (var record : consumer.poll(POLL)) {
                letters.add(ReceivedRecord.of(record));
            }
            if (current != letters && hasReached(consumer, end)) {
                current = letters;
                backoff.reset();
            }
            if (System.nanoTime() - checkedNanos > RETENTION_CHECK.toNanos()) {
                checkedNanos = System.nanoTime();
                letters.retain(consumer.beginningOffsets(partitions));
                if (partitions(consumer).size() != partitions.size()) {
                    return;
                }
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
    }

    private static boolean hasReached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end) {
        return end.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A consumer that does not wait long when it is closed.
    private record Closeable(Consumer<byte[], byte[]> of) implements AutoCloseable {
        @Override
        public void close() {
            of.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }
}
