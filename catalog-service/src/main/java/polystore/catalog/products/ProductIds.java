package polystore.catalog.products;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/// Makes UUIDv7: 48 bits of milliseconds, then a counter within the millisecond, then randomness. Source: RFC 9562,
/// section 5.7 and method 1 of section 6.2, so that ids of one instance are in the order of their making.
@ApplicationScoped
public class ProductIds {

    private static final int COUNTER_BITS = 12;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /// Milliseconds and counter in one number, which only grows.
    private long last;

    public ProductIds(Clock clock) {
        this.clock = clock;
    }

    public String next() {
        var tick = tick();
        var high = (tick >>> COUNTER_BITS) << 16 | 0x7000 | (tick & ((1 << COUNTER_BITS) - 1));
        var low = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low).toString();
    }

    private synchronized long tick() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        return last;
    }
}
