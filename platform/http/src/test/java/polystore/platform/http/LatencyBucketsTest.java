package polystore.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyBucketsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    LatencyBucketsTest() {
        meters.config().meterFilter(new LatencyBuckets());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.server.requests", "polystore.gateway.requests"})
    void theTimersOfRequestsHaveABucketAtTheLimitOfTheObjective(String name) {
        var timer = meters.timer(name);
        timer.record(Duration.ofMillis(400));
        timer.record(Duration.ofMillis(600));

        assertThat(timer.takeSnapshot().histogramCounts()).hasSize(10).anySatisfy(bucket -> {
            assertThat(bucket.bucket()).isEqualTo(500e6);
            assertThat(bucket.count()).isEqualTo(1);
        });
    }

    @Test
    void otherMetersStayAsTheyAre() {
        assertThat(meters.timer("worker.pool.usage").takeSnapshot().histogramCounts())
                .isEmpty();
        assertThat(meters.summary("polystore.sizes").takeSnapshot().histogramCounts())
                .isEmpty();
    }
}
