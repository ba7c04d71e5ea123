package polystore.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import polystore.platform.startup.StartCondition;

/// The consumers of a service: started by their features, stopped together.
@ApplicationScoped
public class ConsumerLoops {

    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final TopicIds topicIds;
    private final StartConditions conditions;
    private final List<ConsumerLoop<?>> loops = new CopyOnWriteArrayList<>();

    /// @param conditions must be met before the consumers read anything
    @Inject
    public ConsumerLoops(
            KafkaClients clients, DeadLetters deadLetters, MeterRegistry meters, @All List<StartCondition> conditions) {
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.conditions = new StartConditions(conditions);
        this.topicIds = new TopicIds(clients);
    }

    /// Starts a consumer that commits its offsets to Kafka after the effects, which must be idempotent.
    public <T> void start(Subscription subscription, Decoder<T> decoder, BatchHandler<T> handler) {
        start(subscription, decoder, handler, GroupOffsets::new);
    }

    /// Starts a consumer whose offsets are stored together with its effects.
    public <T> void start(Subscription subscription, Decoder<T> decoder, BatchHandler<T> handler, OffsetStore offsets) {
        start(subscription, decoder, handler, consumer -> offsets);
    }

    private <T> void start(
            Subscription subscription,
            Decoder<T> decoder,
            BatchHandler<T> handler,
            Function<Consumer<byte[], byte[]>, OffsetStore> offsets) {
        deadLetters.measure(subscription.topic());
        var metrics = new ConsumerMetrics(meters, Clock.systemUTC(), subscription.topic(), subscription.group());
        var processor = new BatchProcessor<>(decoder, handler, deadLetters);
        var loop = new ConsumerLoop<>(subscription, clients, conditions, processor, offsets, topicIds, metrics);
        loops.add(loop);
        loop.start();
    }

    List<ConsumerLoop<?>> running() {
        return List.copyOf(loops);
    }

    public List<RunningConsumer> consumers() {
        return loops.stream().<RunningConsumer>map(ConsumerLoop::state).toList();
    }

    /// Processes a dead letter of this group again, beside the consumer's own thread.
    ///
    /// @return the cause for which it still cannot be processed; null when it was processed
    public @Nullable String retry(String group, ReceivedRecord record) {
        return processor(group).retry(record);
    }

    /// As [#retry], without the effects: whether the record can be decoded.
    public @Nullable String check(String group, ReceivedRecord record) {
        return processor(group).check(record);
    }

    private BatchProcessor<?> processor(String group) {
        return loops.stream()
                .filter(loop -> loop.subscription().group().equals(group))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the consumer " + group + " is stopped"))
                .processor();
    }

    void stop(@Observes ShutdownEvent stopping) {
        stop();
    }

    /// Waits until each has finished its current batch.
    public void stop() {
        loops.parallelStream().forEach(ConsumerLoop::close);
        loops.clear();
        topicIds.close();
    }
}
