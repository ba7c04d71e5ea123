package polystore.analytics.intake;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import polystore.analytics.TestDatabase;
import polystore.platform.messaging.BatchProcessor;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.StartOffset;

/// The consumer of order events without its thread and without Kafka.
final class Intake {

    private final OrdersEventsConsumer consumer;
    private final BatchProcessor<IdentifiedEvent> processor;

    /// @param jdbi perhaps one that crashes
    Intake(Jdbi jdbi) {
        this.consumer = new OrdersEventsConsumer(jdbi, new PostgresOffsets(), TestDatabase.takeEvents(jdbi));
        // Never used: poisoned events are parked.
        var deadLetters = new DeadLetters(new KafkaClients(Map.of()), new SimpleMeterRegistry());
        this.processor = new BatchProcessor<>(IdentifiedEvent::decode, consumer, deadLetters);
    }

    /// @return the offset to read next in each partition
    Map<TopicPartition, Long> claim(Collection<TopicPartition> partitions) {
        var stored = consumer.claim(partitions);
        var next = new HashMap<TopicPartition, Long>();
        var starts = new HashMap<TopicPartition, StartOffset>();
        for (var partition : partitions) {
            var known = stored.get(partition);
            next.put(partition, known == null ? 0 : known.next());
            if (known == null) {
                starts.put(partition, new StartOffset(0, "topic", null));
            }
        }
        if (!starts.isEmpty()) {
            consumer.start(starts);
        }
        return next;
    }

    void take(List<ReceivedRecord> records) {
        processor.process(records);
    }
}
