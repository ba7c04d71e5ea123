package polystore.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final CircuitBreaker breaker = new CircuitBreaker(3, 1000);

    @Test
    void opensAfterSeveralFailuresInARowOnly() {
        fail(2, 0);
        breaker.onSuccess();
        fail(2, 0);
        assertThat(breaker.tryAcquire(0)).isTrue();
        breaker.onFailure(0);
        assertThat(breaker.tryAcquire(0)).isFalse();
        assertThat(breaker.tryAcquire(999)).isFalse();
    }

    @Test
    void letsOneRequestProbe() {
        fail(3, 0);
        assertThat(breaker.tryAcquire(1000)).isTrue();
        assertThat(breaker.tryAcquire(1000)).isFalse();
    }

    @Test
    void closesWhenTheProbeSucceedsAndOpensAgainWhenItFails() {
        fail(3, 0);
        breaker.tryAcquire(1000);
        breaker.onFailure(1100);
        assertThat(breaker.tryAcquire(2099)).isFalse();
        assertThat(breaker.tryAcquire(2100)).isTrue();
        breaker.onSuccess();
        assertThat(breaker.isClosed()).isTrue();
        assertThat(breaker.tryAcquire(2100)).isTrue();
    }

    @Test
    void aProbeWhoseClientLeftMakesRoomForTheNext() {
        fail(3, 0);
        breaker.tryAcquire(1000);
        breaker.release(1010);
        assertThat(breaker.tryAcquire(1010)).isTrue();
    }

    @Test
    void aProbeThatNeverReportsDoesNotKeepItOpenForEver() {
        fail(3, 0);
        breaker.tryAcquire(1000);
        assertThat(breaker.tryAcquire(10_999)).isFalse();
        assertThat(breaker.tryAcquire(11_000)).isTrue();
    }

    private void fail(int times, long nowMs) {
        for (int i = 0; i < times; i++) {
            breaker.onFailure(nowMs);
        }
    }
}
