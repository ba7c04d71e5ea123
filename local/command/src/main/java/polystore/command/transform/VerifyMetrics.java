package polystore.command.transform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import polystore.transformers.verify.Verify;

/// The metrics of a continuous verification, each with the mapping's name.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.transformer.drift` | `mapping` | documents that differ, found by the last whole pass or this one |
/// | `polystore.transformer.verified` | `mapping` | documents compared by whole passes |
/// | `polystore.transformer.verify.pass` | `mapping` | time of the whole passes |
/// | `polystore.transformer.verify.failures` | `mapping` | passes in which source or target did not answer |
/// | `polystore.transformer.verify.age` | `mapping` | time since the last whole pass ended, or since the begin |
final class VerifyMetrics {

    private final AtomicLong drift = new AtomicLong();
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong passed = new AtomicLong(System.nanoTime());
    private final Counter verified;
    private final Counter failures;
    private final Timer pass;

    VerifyMetrics(MeterRegistry registry, String mapping) {
        var tags = Tags.of("mapping", mapping);
        verified = registry.counter("polystore.transformer.verified", tags);
        failures = registry.counter("polystore.transformer.verify.failures", tags);
        pass = registry.timer("polystore.transformer.verify.pass", tags);
        Gauge.builder("polystore.transformer.drift", () -> Math.max(drift.get(), found.get()))
                .tags(tags)
                .register(registry);
        TimeGauge.builder(
                        "polystore.transformer.verify.age",
                        () -> (double) (System.nanoTime() - passed.get()),
                        TimeUnit.NANOSECONDS)
                .tags(tags)
                .register(registry);
    }

    void found() {
        found.incrementAndGet();
    }

    /// @param left differences that stay, because they were not repaired
    void passed(Verify.Summary summary, long left, Duration took) {
        drift.set(left);
        found.set(0);
        passed.set(System.nanoTime());
        verified.increment((double) summary.documents());
        pass.record(took);
    }

    void failed() {
        found.set(0);
        failures.increment();
    }
}
