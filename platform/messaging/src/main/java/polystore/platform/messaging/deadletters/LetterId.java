package polystore.platform.messaging.deadletters;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Identifies a dead letter of a consumer; written as `3-17`. Letters are listed in this order.
///
/// @param offset in the topic that has the letter: the dead-letter topic, or the source of a parked record
public record LetterId(int partition, long offset) implements Comparable<LetterId> {

    private static final Comparator<LetterId> ORDER =
            Comparator.comparingInt(LetterId::partition).thenComparingLong(LetterId::offset);

    /// @return null for text that is no id
    public static @Nullable LetterId parse(String text) {
        if (!text.matches("\\d{1,9}-\\d{1,18}")) {
            return null;
        }
        var dash = text.indexOf('-');
        return new LetterId(Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    @Override
    public int compareTo(LetterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
