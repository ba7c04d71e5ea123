package polystore.platform.messaging;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.OffsetStore.StoredOffset;

/// The offset at which reading of a partition begins, and the gap before it.
///
/// @param next the next offset to read
/// @param topicId id of the topic; null where it is unknown
/// @param gap description of the records that were removed before they were read; null for none
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
                    "the topic was deleted and created again: records of the old one from offset " + stored.next()
                            + " on were not read");
        }
        if (stored.next() > end) {
            return new StartOffset(
                    first,
                    topicId,
                    "the topic ends at offset " + end + " but was read up to " + stored.next()
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
