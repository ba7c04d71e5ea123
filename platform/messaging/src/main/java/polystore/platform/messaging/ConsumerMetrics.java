package polystore.platform.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/// The meters of a consumer.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.consumer.running` | `topic`, `group` | 1 from when the start conditions are met until the thread ends |
/// | `polystore.consumer.lag.records` | `topic`, `group` | records of this instance's partitions that wait |
/// | `polystore.consumer.lag.seconds` | `topic`, `group` | age of the last processed record, 0 when none is waiting |
/// | `polystore.consumer.records` | `topic`, `group` | records processed, repetitions included |
/// | `polystore.consumer.failures` | `topic`, `group` | failures of a batch, a store or Kafka, each tried again |
/// | `polystore.consumer.gaps` | `topic`, `group` | times that records were removed before they were read |
final class ConsumerMetrics {

    private final MeterRegistry meters;
    private final Clock clock;
    private final List<Gauge> gauges;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong lagRecords = new AtomicLong();
    private final AtomicReference<Instant> reached = new AtomicReference<>(Instant.EPOCH);
    private final Counter records;
    private final Counter failures;
    private final Counter gaps;

    ConsumerMetrics(MeterRegistry meters, Clock clock, String topic, String group) {
        this.meters = meters;
        this.clock = clock;
        var tags = Tags.of("topic", topic, "group", group);
        gauges = List.of(
                gauge("polystore.consumer.running", tags, () -> running.get() ? 1 : 0),
                gauge("polystore.consumer.lag.records", tags, lagRecords::get),
                gauge("polystore.consumer.lag.seconds", tags, this::lagSeconds));
        records = meters.counter("polystore.consumer.records", tags);
        failures = meters.counter("polystore.consumer.failures", tags);
        gaps = meters.counter("polystore.consumer.gaps", tags);
    }

    private Gauge gauge(String name, Tags tags, Supplier<Number> value) {
        return Gauge.builder(name, value).tags(tags).register(meters);
    }

    /// Adds Kafka's own metrics of the consumer until the answer is closed.
    KafkaClientMetrics of(Consumer<?, ?> consumer) {
        var its = new KafkaClientMetrics(consumer);
        its.bindTo(meters);
        return its;
    }

    /// Removes the gauges: the registry outlives the consumer in dev mode, and would keep those of the stopped one in
    /// place of its successor's.
    void close() {
        gauges.forEach(meters::remove);
    }

    void running(boolean is) {
        running.set(is);
    }

    void lag(long waiting) {
        lagRecords.set(waiting);
    }

    void processed(int count, Instant publishedAt) {
        records.increment(count);
        reached.set(publishedAt);
    }

    void failed() {
        failures.increment();
    }

    void gap() {
        gaps.increment();
    }

    long lagRecords() {
        return lagRecords.get();
    }

    double lagSeconds() {
        var publishedAt = reached.get();
        return lagRecords.get() == 0 || publishedAt.equals(Instant.EPOCH)
                ? 0
                : Math.max(0, Duration.between(publishedAt, clock.instant()).toMillis() / 1000.0);
    }
}
