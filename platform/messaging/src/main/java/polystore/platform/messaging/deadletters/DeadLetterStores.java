package polystore.platform.messaging.deadletters;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.RunningConsumer;

/// The dead letters of each consumer of this service.
@ApplicationScoped
public class DeadLetterStores {

    /// Later than the features, which start their consumers.
    private static final int AFTER_FEATURES = 10_000;

    private final List<DeadLetterStore> own;
    private final KafkaClients clients;
    private final ConsumerLoops loops;
    private final DeadLetters deadLetters;
    private final List<TopicDeadLetters> ofTopics = new CopyOnWriteArrayList<>();

    /// @param own stores of consumers that park their records themselves
    @Inject
    public DeadLetterStores(
            @All List<DeadLetterStore> own, KafkaClients clients, ConsumerLoops loops, DeadLetters deadLetters) {
        this.own = own;
        this.clients = clients;
        this.loops = loops;
        this.deadLetters = deadLetters;
    }

    void start(@Observes @Priority(AFTER_FEATURES) StartupEvent started) {
        start();
    }

    void start() {
        loops.consumers().stream()
                .map(RunningConsumer::subscription)
                .filter(it -> own.stream().noneMatch(store -> store.group().equals(it.group())))
                .forEach(subscription -> {
                    var store = new TopicDeadLetters(subscription, clients, loops, deadLetters);
                    ofTopics.add(store);
                    store.start();
                });
    }

    List<DeadLetterStore> all() {
        var all = new ArrayList<DeadLetterStore>(own);
        all.addAll(ofTopics);
        return all;
    }

    Optional<DeadLetterStore> of(String group) {
        return all().stream().filter(it -> it.group().equals(group)).findFirst();
    }

    void stop(@Observes ShutdownEvent stopping) {
        stop();
    }

    void stop() {
        ofTopics.forEach(TopicDeadLetters::close);
        ofTopics.clear();
    }
}
