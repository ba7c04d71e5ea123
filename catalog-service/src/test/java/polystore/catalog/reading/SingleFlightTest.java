package polystore.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final SingleFlight<String> flights = new SingleFlight<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final List<String> stored = Collections.synchronizedList(new ArrayList<>());

    @Test
    void concurrentCallersCauseOneLoad() {
        var loading = new CountDownLatch(1);
        var answers = new ConcurrentLinkedQueue<String>();
        var readers = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofPlatform()
                        .start(() -> answers.add(flights.fetch(
                                "k",
                                () -> {
                                    loads.incrementAndGet();
                                    await(loading);
                                    return "v";
                                },
                                stored::add))))
                .toList();
        awaitThatAllWait(readers);
        loading.countDown();
        readers.forEach(SingleFlightTest::join);
        assertThat(loads).hasValue(1);
        assertThat(answers).hasSize(8).containsOnly("v");
        assertThat(stored).containsExactly("v");
    }

    @Test
    void aFailureIsNotStored() {
        assertThatThrownBy(() -> flights.fetch(
                        "k",
                        () -> {
                            throw new IllegalStateException("away");
                        },
                        stored::add))
                .hasMessage("away");
        assertThat(flights.fetch("k", () -> "v", stored::add)).isEqualTo("v");
        assertThat(stored).containsExactly("v");
    }

    @Test
    void aLoadThatBeganBeforeTheKeyWasForgottenIsNotStored() {
        var before = flights.fetch(
                "k",
                () -> {
                    flights.forget("k");
                    assertThat(flights.fetch("k", () -> "after", stored::add)).isEqualTo("after");
                    return "before";
                },
                stored::add);
        assertThat(before).isEqualTo("before");
        assertThat(stored).containsExactly("after");
    }

    private static void awaitThatAllWait(List<Thread> readers) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!readers.stream()
                .allMatch(reader -> EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)
                        .contains(reader.getState()))) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void join(Thread reader) {
        try {
            assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
