package polystore.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import polystore.platform.messaging.Decoded.Message;
import polystore.platform.messaging.Decoded.Rejected;

/// A faulty record is rejected, and all others are processed.
class BatchProcessorTest {

    private final List<String> stored = new ArrayList<>();
    private final List<Rejected<String>> rejected = new ArrayList<>();
    private final Map<String, RuntimeException> faults = new HashMap<>();

    @Test
    void aRecordThatTheStoreRefusesIsFoundAmongManyAndTriedThreeTimes() {
        faults.put("7", new DataFault("no such currency"));

        process(IntStream.range(0, 20)
                .mapToObj(it -> Records.record(it, "k", String.valueOf(it)))
                .toList());

        assertThat(stored).hasSize(19).doesNotContain("7").startsWith("0", "1").endsWith("18", "19");
        assertThat(rejected).singleElement().satisfies(it -> {
            assertThat(it.record().offset()).isEqualTo(7);
            assertThat(it.cause()).isEqualTo("no such currency");
            assertThat(it.attempts()).isEqualTo(3);
        });
    }

    @Test
    void aRecordOnWhichTheHandlerThrowsIsRejectedAlone() {
        faults.put("1", new NullPointerException("lines is null"));

        process(List.of(Records.record(0, "k", "0"), Records.record(1, "k", "1"), Records.record(2, "k", "2")));

        assertThat(stored).containsExactly("0", "2");
        assertThat(rejected).extracting(Rejected::cause).containsExactly("lines is null");
    }

    @Test
    void noRecordIsRejectedWhileTheDatabaseIsUnavailable() {
        faults.put("1", new IllegalStateException("the pool is closed"));

        assertThatThrownBy(() -> process(List.of(Records.record(0, "k", "0"), Records.record(1, "k", "1"))))
                .hasMessage("the pool is closed");

        assertThat(rejected).isEmpty();
    }

    @Test
    void recordsWithoutKeyOrBodyAreRejectedWithTheirCause() {
        process(List.of(Records.record(0, null, "0"), Records.record(1, "k", null), Records.record(2, "k", "2")));

        assertThat(stored).containsExactly("2");
        assertThat(rejected).extracting(Rejected::cause).containsExactly("the record has no key", "no body");
    }

    private void process(List<ReceivedRecord> records) {
        var deadLetters = new DeadLetters(new KafkaClients(Map.of()), new SimpleMeterRegistry());
        new BatchProcessor<>(BatchProcessorTest::decode, new KeepingHandler(), deadLetters).process(records);
    }

    private static @Nullable String decode(ReceivedRecord record) {
        return Records.text(record);
    }

    private static final class DataFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DataFault(String message) {
            super(message);
        }
    }

    /// Stores the whole batch or nothing, and records the rejected records.
    private final class KeepingHandler implements BatchHandler<String> {

        @Override
        public List<Rejected<String>> handle(Batch<String> batch) {
            var values = batch.messages().stream().map(Message::value).toList();
            values.stream().filter(faults::containsKey).findFirst().ifPresent(value -> {
                throw faults.get(value);
            });
            stored.addAll(values);
            rejected.addAll(batch.rejected());
            return List.of();
        }

        @Override
        public boolean isDataFault(RuntimeException failure) {
            return failure instanceof DataFault;
        }
    }
}
