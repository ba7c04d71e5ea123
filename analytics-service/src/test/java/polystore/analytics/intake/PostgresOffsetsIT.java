package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.contracts.Topics;
import polystore.platform.messaging.FencedException;
import polystore.platform.messaging.OffsetStore.StoredOffset;
import polystore.platform.messaging.StartOffset;

class PostgresOffsetsIT {

    private static final TopicPartition FIRST = new TopicPartition(Topics.ORDERS_EVENTS, 0);

    private final Jdbi jdbi = TestDatabase.create().jdbi();
    private final PostgresOffsets offsets = new PostgresOffsets();

    @Test
    void aPartitionThatWasNeverReadHasNoOffsetUntilItIsStarted() {
        assertThat(claim().stored()).isNull();

        var generation = claim().generation();
        start(new StartOffset(3, "topic", null), generation);

        assertThat(claim().stored()).isEqualTo(new StoredOffset(3, "topic"));
    }

    /// The measures are incomplete from the first gap on, whatever is read after it.
    @Test
    void theFirstGapIsKept() {
        start(new StartOffset(0, "topic", null), claim().generation());
        start(new StartOffset(8, "topic", "offsets 5 to 7 were removed before they were read"), claim().generation());
        start(new StartOffset(0, "another", "the topic was created again"), claim().generation());

        assertThat(claim().stored()).isEqualTo(new StoredOffset(0, "another"));
        assertThat(gap()).isEqualTo("offsets 5 to 7 were removed before they were read");
    }

    @Test
    void aReaderThatWasReplacedCannotStart() {
        var zombie = claim().generation();
        claim();

        assertThatThrownBy(() -> start(new StartOffset(9, "topic", null), zombie))
                .isInstanceOf(FencedException.class);
        assertThat(claim().stored()).isNull();
    }

    private PostgresOffsets.Claim claim() {
        var claims = jdbi.inTransaction(transaction -> offsets.claim(transaction, List.of(FIRST)));
        return Objects.requireNonNull(claims.get(FIRST));
    }

    private void start(StartOffset start, long generation) {
        jdbi.useTransaction(transaction -> offsets.start(transaction, Map.of(FIRST, start), Map.of(FIRST, generation)));
    }

    private String gap() {
        return jdbi.withHandle(it -> it.createQuery("select gap from consumer_position")
                .mapTo(String.class)
                .one());
    }
}
