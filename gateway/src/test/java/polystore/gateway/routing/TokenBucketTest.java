package polystore.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Quota QUOTA = new Quota("default", 100, 200);
    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_700_000_000 * SECOND;

    private final LocalTokenBuckets buckets = new LocalTokenBuckets();

    @Test
    void allowsTheBurstAndNotOneMore() {
        assertThat(allowed(200, NOW)).isEqualTo(200);
        var refused = buckets.take("a", NOW, QUOTA);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.waitMicros()).isEqualTo(SECOND / 100);
        assertThat(refused.retryAfterSeconds()).isEqualTo(1);
    }

    @Test
    void refillsOneRequestEachHundredthOfASecond() {
        allowed(200, NOW);
        assertThat(allowed(1000, NOW + SECOND)).isEqualTo(100);
        assertThat(allowed(1000, NOW + 10 * SECOND)).isEqualTo(200);
    }

    @Test
    void aRefusedRequestCostsNothing() {
        allowed(200, NOW);
        allowed(500, NOW);
        assertThat(allowed(500, NOW + SECOND)).isEqualTo(100);
    }

    @Test
    void reportsWhatIsLeftAndWhenTheBucketIsFull() {
        assertThat(buckets.take("a", NOW, QUOTA)).isEqualTo(new RateLimitDecision(true, 199, SECOND / 100, 0));
        allowed(99, NOW);
        var grant = buckets.take("a", NOW, QUOTA);
        assertThat(grant.remaining()).isEqualTo(99);
        assertThat(grant.fullSeconds()).isEqualTo(2);
        assertThat(RateLimitHeaders.policy(QUOTA)).isEqualTo("\"default\";q=200;w=2");
        assertThat(RateLimitHeaders.state(QUOTA, grant)).isEqualTo("\"default\";r=99;t=2");
    }

    @Test
    void callersDoNotShareABucket() {
        allowed(200, NOW);
        assertThat(buckets.take("b", NOW, QUOTA).allowed()).isTrue();
    }

    @Test
    void dropsTheLeastRecentlyUsedBucketAtItsBound() {
        allowed(200, NOW);
        IntStream.range(0, LocalTokenBuckets.BUCKETS_MAX - 1).forEach(i -> buckets.take("other" + i, NOW, QUOTA));
        assertThat(buckets.take("a", NOW, QUOTA).allowed()).isFalse();
        IntStream.range(0, LocalTokenBuckets.BUCKETS_MAX).forEach(i -> buckets.take("new" + i, NOW, QUOTA));
        assertThat(buckets.take("a", NOW, QUOTA).allowed()).isTrue();
    }

    private long allowed(int requests, long atMicros) {
        return IntStream.range(0, requests)
                .filter(i -> buckets.take("a", atMicros, QUOTA).allowed())
                .count();
    }
}
