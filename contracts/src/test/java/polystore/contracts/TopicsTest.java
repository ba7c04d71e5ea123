package polystore.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void everyTopicHasADeadLetterTopicWithAsManyPartitions() {
        var partitions = Topics.all().stream().collect(Collectors.toMap(Topic::name, Topic::partitions));

        assertThat(partitions).hasSize(10);
        assertThat(partitions.keySet().stream().filter(name -> !name.endsWith(".dlq")))
                .hasSize(5)
                .allSatisfy(
                        name -> assertThat(partitions).containsEntry(Topics.deadLettersOf(name), partitions.get(name)));
    }

    @Test
    void onlyStateIsCompactedAndEverythingElseIsKeptThirtyDays() {
        for (var topic : Topics.all()) {
            var isState = !topic.name().endsWith(".dlq") && !topic.name().equals(Topics.ORDERS_EVENTS);
            assertThat(topic.settings().get("cleanup.policy")).isEqualTo(isState ? "compact" : "delete");
            assertThat(topic.settings().get("retention.ms"))
                    .isEqualTo(
                            isState ? null : Long.toString(Duration.ofDays(30).toMillis()));
        }
    }

    @Test
    void aDeadLetterMayBeLargerThanItsSource() {
        var letters = Topics.all().stream()
                .filter(topic -> topic.name().endsWith(".dlq"))
                .toList();

        assertThat(letters)
                .allSatisfy(
                        topic -> assertThat(Integer.parseInt(topic.settings().getOrDefault("max.message.bytes", "0")))
                                .isGreaterThan(1_048_588));
    }
}
