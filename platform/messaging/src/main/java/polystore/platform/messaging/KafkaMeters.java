package polystore.platform.messaging;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/// Of the hundreds of metrics that a Kafka client has, many of them for each partition, keeps those that show whether
/// it works and how fast.
final class KafkaMeters implements MeterFilter {

    private static final String PREFIX = "kafka.";

    private static final Set<String> KEPT = Set.of(
            "kafka.consumer.connection.count",
            "kafka.consumer.last.poll.seconds.ago",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.fetch.manager.bytes.consumed.total",
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.assigned.partitions",
            "kafka.producer.connection.count",
            "kafka.producer.record.send.total",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.request.latency.avg",
            "kafka.producer.record.queue.time.avg",
            "kafka.producer.buffer.available.bytes",
            "kafka.producer.waiting.threads");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith(PREFIX) && !KEPT.contains(id.getName())
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    /// Registers the filter.
    static final class Registration {
        @Produces
        @Singleton
        MeterFilter kafkaMeters() {
            return new KafkaMeters();
        }
    }
}
