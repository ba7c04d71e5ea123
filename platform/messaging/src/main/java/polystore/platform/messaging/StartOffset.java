package polystore.platform.messaging;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.OffsetStore.StoredOffset;

/// Where reading a partition begins, and what it can no longer read.
///
/// @param next the offset to read next
/// @param topicId identity of the topic; null where Kafka did not say
/// @param gap what was removed before it was read, for people; null when nothing was
public record StartOffset(
        long next, @Nullable String topicId, @Nullable String gap) {

    /// @param stored null for a partition that was never read
    /// @param first the oldest offset that the partition still has
    /// @param end the offset after the newest
    static StartOffset of(@Nullable StoredOffset stored, long first, long end, @Nullable String topicId) {
        if (stored == null) {
            return new StartOffset(first, topicId, null);
        }
        if (isOther(topicId, stored.topicId())) {
            return new StartOffset(
                    first,
                    topicId,
                    "the topic was deleted and created again: what it had from offset " + stored.next()
                            + " on was not read");
        }
        if (stored.next() > end) {
            return new StartOffset(
                    first,
                    topicId,
                    "the topic ends at offset " + end + " and was read up to " + stored.next()
                            + ": it was created again, or its broker has lost records");
        }
        if (stored.next() < first) {
            return new StartOffset(
                    first,
                    topicId,
                    "offsets " + stored.next() + " to " + (first - 1) + " were removed before they were read");
        }
        return new StartOffset(stored.next(), topicId == null ? stored.topicId() : topicId, null);
    }

    boolean isAsStored(@Nullable StoredOffset stored) {
        return stored != null && stored.next() == next && Objects.equals(stored.topicId(), topicId);
    }

    private static boolean isOther(@Nullable String topicId, @Nullable String stored) {
        return topicId != null && stored != null && !topicId.equals(stored);
    }
}
