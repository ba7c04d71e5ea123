package polystore.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTest {

    private final Breaker breaker = new Breaker(3, 1000);

    @Test
    void opensAfterSeveralFailuresInARowOnly() {
        fail(2, 0);
        breaker.succeeded();
        fail(2, 0);
        assertThat(breaker.admits(0)).isTrue();
        breaker.failed(0);
        assertThat(breaker.admits(0)).isFalse();
        assertThat(breaker.admits(999)).isFalse();
    }

    @Test
    void letsOneRequestFindOut() {
        fail(3, 0);
        assertThat(breaker.admits(1000)).isTrue();
        assertThat(breaker.admits(1000)).isFalse();
    }

    @Test
    void closesWhenTheProbeSucceedsAndOpensAgainWhenItFails() {
        fail(3, 0);
        breaker.admits(1000);
        breaker.failed(1100);
        assertThat(breaker.admits(2099)).isFalse();
        assertThat(breaker.admits(2100)).isTrue();
        breaker.succeeded();
        assertThat(breaker.isClosed()).isTrue();
        assertThat(breaker.admits(2100)).isTrue();
    }

    @Test
    void aProbeWhoseClientLeftMakesRoomForTheNext() {
        fail(3, 0);
        breaker.admits(1000);
        breaker.abandoned(1010);
        assertThat(breaker.admits(1010)).isTrue();
    }

    @Test
    void aProbeThatNeverReportsDoesNotKeepItOpenForEver() {
        fail(3, 0);
        breaker.admits(1000);
        assertThat(breaker.admits(10_999)).isFalse();
        assertThat(breaker.admits(11_000)).isTrue();
    }

    private void fail(int times, long nowMs) {
        for (int i = 0; i < times; i++) {
            breaker.failed(nowMs);
        }
    }
}
