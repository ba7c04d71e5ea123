package polystore.platform.messaging.deadletters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/// Counts the dead letters of each consumer every few seconds. Each instance counts all letters of the consumer group,
/// so take the maximum of the instances.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.dead.letters.open` | `group` | dead letters that wait for an operator |
/// | `polystore.dead.letters.waiting` | `group` | records that are parked behind them |
/// | `polystore.dead.letters.keys` | `group` | different keys of the open letters: parked keys |
/// | `polystore.dead.letters.oldest.age.seconds` | `group` | age of the oldest open letter, 0 for none |
@ApplicationScoped
public class DeadLetterMetrics {

    private static final Logger LOG = Logger.getLogger(DeadLetterMetrics.class);
    private static final long EVERY_SECONDS = 3;
    private static final int AFTER_STORES = 10_001;

    private final DeadLetterStores stores;
    private final MeterRegistry meters;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, DeadLetterCounts> counted = new ConcurrentHashMap<>();
    /// Groups whose last count failed.
    private final Set<String> failing = new HashSet<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("dead-letter-metrics").daemon().unstarted(this::run);

    public DeadLetterMetrics(DeadLetterStores stores, MeterRegistry meters) {
        this.stores = stores;
        this.meters = meters;
    }

    void start(@Observes @Priority(AFTER_STORES) StartupEvent started) {
        for (var store : stores.all()) {
            var group = store.group();
            gauge("polystore.dead.letters.open", group, DeadLetterCounts::letters);
            gauge("polystore.dead.letters.waiting", group, DeadLetterCounts::waiting);
            gauge("polystore.dead.letters.keys", group, DeadLetterCounts::keys);
            gauge("polystore.dead.letters.oldest.age.seconds", group, this::ageSeconds);
        }
        thread.start();
    }

    /// The counts of the last successful query.
    DeadLetterCounts of(String group) {
        return counted.getOrDefault(group, DeadLetterCounts.NONE);
    }

    double ageSeconds(DeadLetterCounts counts) {
        return counts.oldest() == null
                ? 0
                : Math.max(0, Duration.between(counts.oldest(), clock.instant()).toSeconds());
    }

    private void gauge(String name, String group, ToDoubleFunction<DeadLetterCounts> value) {
        Gauge.builder(name, () -> value.applyAsDouble(of(group)))
                .tag("group", group)
                .register(meters);
    }

    private void run() {
        try {
            while (!closing.await(EVERY_SECONDS, TimeUnit.SECONDS)) {
                count();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count() {
        for (var store : stores.all()) {
            try {
                counted.put(store.group(), store.counts());
                failing.remove(store.group());
            } catch (RuntimeException e) {
                if (failing.add(store.group())) {
                    LOG.warnf(
                            "The dead letters of %s cannot be counted, and the metrics keep the last count: %s",
                            store.group(), e);
                }
            }
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        closing.countDown();
    }
}
