package polystore.analytics.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Polls one topic until closed. A failure, of Kafka or of the reader's store, is waited out: the loop goes back to
/// where the reader last was and reads the same records again.
///
/// New partitions stay paused until the reader has claimed them, so that nothing is read from a position it does not
/// know.
public final class TopicLoop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicLoop.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long BACKOFF_MIN_MS = 100;
    /// Short enough that recovery is seen within seconds, long enough not to hammer a store that is starting.
    private static final long BACKOFF_MAX_MS = 2_000;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final String topic;
    private final Consumer<String, byte[]> consumer;
    private final TopicReader reader;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private final Set<TopicPartition> unclaimed = new HashSet<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private int failures;

    /// @param consumer made for this loop, which closes it
    public TopicLoop(String topic, Consumer<String, byte[]> consumer, TopicReader reader) {
        this.topic = topic;
        this.consumer = consumer;
        this.reader = reader;
        this.thread = Thread.ofPlatform().name(topic).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warnf("%s is still being read after %s", topic, CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic), new Assignments());
            while (closing.getCount() > 0) {
                step();
            }
        } catch (WakeupException e) {
            LOG.debugf("%s is no longer read", topic);
        }
    }

    private void step() {
        try {
            var records = consumer.poll(POLL);
            claimNew();
            take(records);
            recovered();
        } catch (WakeupException e) {
            throw e;
        } catch (FencedException e) {
            LOG.warnf("%s: %s; joining the group again", topic, e.getMessage());
            consumer.unsubscribe();
            forget(List.copyOf(next.keySet()));
            consumer.subscribe(List.of(topic), new Assignments());
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void claimNew() {
        if (unclaimed.isEmpty()) {
            return;
        }
        var positions = reader.claim(consumer.beginningOffsets(unclaimed));
        positions.forEach(consumer::seek);
        next.putAll(positions);
        consumer.resume(unclaimed);
        unclaimed.clear();
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        var batch = new ArrayList<Received>(records.count());
        records.forEach(it -> batch.add(Received.of(it)));
        batch.removeIf(it -> !next.containsKey(it.from()));
        if (!batch.isEmpty()) {
            reader.take(batch);
            next.putAll(Received.nextOffsets(batch));
        }
    }

    private void recovered() {
        if (failures > 0) {
            LOG.infof("%s is read again after %d attempts", topic, failures);
            failures = 0;
        }
    }

    private void failed(RuntimeException e) {
        if (failures == 0) {
            LOG.errorf(e, "%s cannot be read on; trying again until it can", topic);
        }
        next.forEach(consumer::seek);
        try {
            var backoffMs = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS << Math.min(failures, 10));
            failures++;
            if (closing.await(backoffMs, TimeUnit.MILLISECONDS)) {
                LOG.debugf("%s is closing", topic);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Collection<TopicPartition> partitions) {
        unclaimed.removeAll(partitions);
        next.keySet().removeAll(partitions);
        reader.release(partitions);
    }

    private final class Assignments implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            unclaimed.addAll(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            forget(partitions);
        }
    }
}
