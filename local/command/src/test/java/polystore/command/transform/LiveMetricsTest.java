package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.transformers.sink.Written;

/// What `transform live --metrics` counts.
class LiveMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ShownChanges shown = new ShownChanges("m");
    private final LiveMetrics metrics = new LiveMetrics(registry, "m", shown);

    @AfterEach
    void close() {
        shown.close();
    }

    @Test
    void countsChangesAndHowLateTheyAreWritten() {
        metrics.written(3, 2, List.of(), Instant.now().minusSeconds(60));

        assertThat(count("polystore.transformer.changes")).isEqualTo(3);
        assertThat(lag()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void theLagGrowsWhileNothingCanBeWrittenAndIsForgottenAfterAMinuteWithoutChanges() {
        var nanos = new AtomicLong();
        var lag = new LiveLag(nanos::get);
        lag.written(Duration.ofSeconds(2));
        lag.blocked();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
        lag.blocked();
        assertThat(lag.seconds()).isEqualTo(5);
        lag.unblocked();
        assertThat(lag.seconds()).isEqualTo(2);
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(lag.seconds()).isZero();
    }

    @Test
    void countsWhatBecomesOfEachDocument() {
        var sink = metrics.counted(writes -> new Written(4, 3, 2, List.of()));

        assertThat(sink.write(List.of()).stale()).isEqualTo(3);
        assertThat(writes("stored")).isEqualTo(4);
        assertThat(writes("stale")).isEqualTo(3);
        assertThat(writes("removed")).isEqualTo(2);
        assertThat(writes("refused")).isZero();
    }

    private double lag() {
        return registry.get("polystore.transformer.lag").timeGauge().value(TimeUnit.SECONDS);
    }

    private double count(String name) {
        return registry.get(name).tag("mapping", "m").counter().count();
    }

    private double writes(String result) {
        return registry.get("polystore.transformer.writes")
                .tag("result", result)
                .counter()
                .count();
    }
}
