package polystore.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final SingleFlight<String> flights = new SingleFlight<>();
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void manyWhoAskAtOnceCostOneLoad() throws Exception {
        var loading = new CountDownLatch(1);
        var asked = new CountDownLatch(8);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        asked.countDown();
                        return flights.fetch("k", () -> {
                            loads.incrementAndGet();
                            await(loading);
                            return "v";
                        });
                    }))
                    .toList();
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
            loading.countDown();
            for (var answer : answers) {
                assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("v");
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void aFailureIsNotKept() {
        assertThatThrownBy(() -> flights.fetch("k", () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        assertThat(flights.fetch("k", () -> "v")).isEqualTo("v");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
