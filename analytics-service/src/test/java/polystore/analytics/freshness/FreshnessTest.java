package polystore.analytics.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import polystore.analytics.freshness.Freshness.Position;

class FreshnessTest {

    private static final Instant ASKED = Instant.parse("2026-01-31T08:00:00Z");
    private static final Instant NOW = ASKED.plusMillis(5);
    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);
    private static final KafkaEndOffsets.Ends ENDS = new KafkaEndOffsets.Ends(ASKED, "id", Map.of(A, 10L, B, 0L));

    @Test
    void isCompleteAsOfTheQuestionWhenAllIsApplied() {
        assertThat(compare(Map.of(A, applied(10, ASKED.minusSeconds(60))), false))
                .isEqualTo(new AsOf(ASKED, 5, true));
    }

    @Test
    void isAsOfTheLastAppliedRecordOfTheSlowestPartition() {
        assertThat(compare(Map.of(A, applied(9, ASKED.minusSeconds(60)), B, applied(0, ASKED)), false))
                .isEqualTo(new AsOf(ASKED.minusSeconds(60), 60_005, false));
    }

    @Test
    void isAsOfTheBeginningWhenAPartitionWasNeverRead() {
        assertThat(compare(Map.of(), false).asOf()).isEqualTo(Instant.EPOCH);
        assertThat(compare(Map.of(), false).complete()).isFalse();
    }

    @Test
    void isNotCompleteWhileSomethingIsParked() {
        assertThat(compare(Map.of(A, applied(10, ASKED)), true)).isEqualTo(new AsOf(ASKED, 5, false));
    }

    @Test
    void isNotCompleteOnceTheTopicHasLostRecordsThatWereNotRead() {
        assertThat(compare(Map.of(A, new Position(10, ASKED, "id", true)), false)
                        .complete())
                .isFalse();
    }

    @Test
    void isNotCompleteWhileTheOffsetsAreThoseOfATopicThatIsNoMore() {
        assertThat(compare(Map.of(A, new Position(10, ASKED, "deleted", false)), false)
                        .complete())
                .isFalse();
    }

    private static Position applied(long next, Instant at) {
        return new Position(next, at, "id", false);
    }

    private static AsOf compare(Map<TopicPartition, Position> positions, boolean parked) {
        return Freshness.compare(ENDS, positions, parked, NOW);
    }
}
