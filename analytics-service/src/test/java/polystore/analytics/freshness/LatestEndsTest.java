package polystore.analytics.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import polystore.analytics.freshness.KafkaEndOffsets.Ends;

class LatestEndsTest {

    /// Long ago, so that the ends are never recent enough to be used again.
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private static final Ends FIRST = new Ends(LONG_AGO, "first", Map.of());
    private static final Ends SECOND = new Ends(LONG_AGO, "second", Map.of());

    private final Queue<Callable<Ends>> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final LatestEnds latest = new LatestEnds(this::answer, Clock.systemUTC());

    @Test
    void asksTheBrokerForEachRequest() {
        answers.add(() -> FIRST);
        answers.add(() -> SECOND);

        assertThat(latest.read()).isEqualTo(new LatestEnds.Known(FIRST, true));
        assertThat(latest.read()).isEqualTo(new LatestEnds.Known(SECOND, true));
    }

    @Test
    void asksNotAgainForRequestsThatFollowAtOnce() {
        var now = new Ends(LONG_AGO, "now", Map.of());
        answers.add(() -> now);
        var still = new LatestEnds(this::answer, Clock.fixed(LONG_AGO, ZoneOffset.UTC));

        IntStream.range(0, 5).forEach(_ -> assertThat(still.read()).isEqualTo(new LatestEnds.Known(now, true)));
        assertThat(asked).hasValue(1);
    }

    /// The broker answers after the last request only, so that a request that waited for it would not end.
    @Test
    void noRequestWaitsForABrokerThatDoesNotAnswer() {
        var over = new CountDownLatch(1);
        answers.add(() -> FIRST);
        answers.add(() -> {
            over.await();
            return SECOND;
        });
        latest.read();

        IntStream.range(0, 1_000)
                .parallel()
                .forEach(_ -> assertThat(latest.read()).isEqualTo(new LatestEnds.Known(FIRST, false)));
        assertThat(asked).hasValue(2);
        over.countDown();
    }

    @Test
    void aBrokerThatIsBackIsNoticed() {
        answers.add(() -> FIRST);
        answers.add(() -> {
            throw new IllegalStateException("away");
        });
        latest.read();

        assertThat(latest.read()).isEqualTo(new LatestEnds.Known(FIRST, false));
        answers.add(() -> SECOND);
        Awaitility.await().until(latest::read, new LatestEnds.Known(SECOND, true)::equals);
    }

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        answers.add(() -> {
            throw new IllegalStateException("away");
        });
        assertThat(latest.read()).isEqualTo(new LatestEnds.Known(null, false));
    }

    private Ends answer() throws Exception {
        asked.incrementAndGet();
        var next = answers.poll();
        return next == null ? SECOND : next.call();
    }
}
