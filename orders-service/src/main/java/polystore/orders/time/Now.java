package polystore.orders.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The time in whole milliseconds, which PostgreSQL, BSON and JSON all store exactly.
@ApplicationScoped
public class Now {

    private final Clock clock = Clock.systemUTC();

    public Instant instant() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
