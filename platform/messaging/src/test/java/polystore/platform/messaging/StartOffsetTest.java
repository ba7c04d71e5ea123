package polystore.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import polystore.platform.messaging.OffsetStore.StoredOffset;

/// Every record that is skipped is reported as a gap.
class StartOffsetTest {

    @Test
    void resumesAtTheStoredOffset() {
        assertThat(StartOffset.of(new StoredOffset(5, "id"), 0, 9, "id")).isEqualTo(new StartOffset(5, "id", null));
    }

    @Test
    void beginsAtTheOldestRecordOfAPartitionThatWasNeverRead() {
        assertThat(StartOffset.of(null, 3, 9, "id")).isEqualTo(new StartOffset(3, "id", null));
    }

    @Test
    void keepsTheStoredTopicIdWhenKafkaReportsNone() {
        assertThat(StartOffset.of(new StoredOffset(5, "id"), 0, 9, null)).isEqualTo(new StartOffset(5, "id", null));
    }

    @Test
    void reportsTheOffsetsThatRetentionRemovedBeforeTheyWereRead() {
        var start = StartOffset.of(new StoredOffset(5, "id"), 8, 9, "id");

        assertThat(start.next()).isEqualTo(8);
        assertThat(start.gap()).isEqualTo("offsets 5 to 7 were removed before they were read");
    }

    @Test
    void readsATopicThatWasDeletedAndCreatedAgainFromItsBeginning() {
        var start = StartOffset.of(new StoredOffset(5, "old"), 0, 9, "new");

        assertThat(start.next()).isZero();
        assertThat(start.topicId()).isEqualTo("new");
        assertThat(start.gap()).startsWith("the topic was deleted and created again");
    }

    @Test
    void readsATopicThatEndsBeforeTheStoredOffsetFromItsBeginning() {
        var start = StartOffset.of(new StoredOffset(5, null), 0, 2, "new");

        assertThat(start.next()).isZero();
        assertThat(start.gap()).contains("ends at offset 2 but was read up to 5");
    }
}
