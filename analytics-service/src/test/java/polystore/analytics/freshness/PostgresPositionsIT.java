package polystore.analytics.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.contracts.Topics;

/// What the database knows of lost and parked records makes answers incomplete.
class PostgresPositionsIT {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.ORDERS_EVENTS, 0);
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private final Jdbi jdbi = TestDatabase.create().jdbi();

    @BeforeEach
    void readAll() {
        jdbi.useHandle(it -> it.execute("""
                insert into consumer_position (topic, partition, next_offset, generation, applied_at, topic_id)
                values (?, 0, 5, 1, ?, 'id')""", PARTITION.topic(), NOW.atOffset(ZoneOffset.UTC)));
    }

    @Test
    void isCompleteWhenAllIsAppliedAndNothingWasLost() {
        assertThat(complete(5)).isTrue();
        assertThat(complete(6)).isFalse();
    }

    @Test
    void aGapMakesEveryLaterAnswerIncomplete() {
        jdbi.useHandle(it -> it.execute("update consumer_position set gap = 'offsets 1 to 3 were removed'"));

        assertThat(complete(5)).isFalse();
    }

    @Test
    void aParkedRecordMakesAnswersIncompleteUntilItIsGone() {
        jdbi.useHandle(it -> it.execute("""
                insert into parked_event (topic, partition, record_offset, key, published_at, headers, body, cause, attempts)
                values (?, 0, 3, 'k', now(), '[]', '', 'faulty', 1)""", PARTITION.topic()));
        assertThat(complete(5)).isFalse();

        jdbi.useHandle(it -> it.execute("delete from parked_event"));
        assertThat(complete(5)).isTrue();
    }

    @Test
    void offsetsOfATopicThatWasCreatedAgainMakeAnswersIncomplete() {
        jdbi.useHandle(it -> it.execute("update consumer_position set topic_id = 'of the deleted topic'"));

        assertThat(complete(5)).isFalse();
    }

    /// A record may carry a time that has not come yet.
    @Test
    void noAnswerIsAsOfTheFuture() {
        jdbi.useHandle(it -> it.execute("update consumer_position set applied_at = '2126-01-31T08:00:00Z'"));

        assertThat(asOf(6).asOf()).isEqualTo(NOW);
        assertThat(asOf(6).complete()).isFalse();
    }

    private boolean complete(long end) {
        return asOf(end).complete();
    }

    private AsOf asOf(long end) {
        return jdbi.withHandle(snapshot -> Freshness.compare(
                new KafkaEndOffsets.Ends(NOW, "id", Map.of(PARTITION, end)),
                PostgresPositions.of(snapshot),
                PostgresPositions.anyParked(snapshot),
                NOW));
    }
}
