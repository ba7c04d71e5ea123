package polystore.orders.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The time in whole milliseconds: what PostgreSQL, BSON and JSON all keep exactly.
@ApplicationScoped
public class Now {

    private final Clock clock = Clock.systemUTC();

    public Instant instant() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
