package polystore.platform.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/// Gives the timers of requests, and those of ours, buckets for histograms, from which Prometheus computes quantiles
/// and objectives over all instances.
public final class LatencyBuckets implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";
    private static final String OURS = "polystore.";

    /// Each is about twice the one before. 500 ms is the limit of the latency objective.
    private static final double[] LIMITS_NANOS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)
            .mapToDouble(ms -> Duration.ofMillis(ms).toNanos())
            .toArray();

    private static final DistributionStatisticConfig BUCKETS = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(LIMITS_NANOS)
            .build();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getType() == Meter.Type.TIMER && isOfRequests(id.getName()) ? BUCKETS.merge(config) : config;
    }

    private static boolean isOfRequests(String name) {
        return name.equals(REQUESTS) || name.startsWith(OURS);
    }

    /// Registers the filter.
    static final class Producer {
        @Produces
        @Singleton
        MeterFilter latencyBuckets() {
            return new LatencyBuckets();
        }
    }
}
