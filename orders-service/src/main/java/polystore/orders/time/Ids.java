package polystore.orders.time;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/// UUIDv7: ids that sort by the time they were made. Source: RFC 9562, section 5.7.
public class Ids {

    /// Below every id.
    public static final UUID LOWEST = new UUID(0, 0);

    /// Above every id.
    public static final UUID HIGHEST = new UUID(-1, -1);

    /// An id has 48 bits for its milliseconds: until the year 10889.
    private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

    @Produces
    @Singleton
    TimeBasedEpochGenerator generator() {
        return Generators.timeBasedEpochGenerator();
    }

    /// The lowest id of this millisecond, so that a range of time is a range of ids; for a time outside of the
    /// range of ids, the nearest id.
    public static UUID lowestAt(Instant instant) {
        var nearest = instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant.isAfter(LAST) ? LAST : instant;
        return new UUID(nearest.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }
}
