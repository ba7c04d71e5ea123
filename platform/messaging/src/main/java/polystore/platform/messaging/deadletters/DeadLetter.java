package polystore.platform.messaging.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.ReceivedRecord;

/// A record that a consumer could not process and that waits for an operator.
///
/// @param record as the source topic had it
/// @param cause why it could not be processed
/// @param attempts number of attempts
/// @param at time since which it waits
/// @param waiting later records of its key that are parked behind it
/// @param omitted the parts that this record lacks because Kafka refused them; null for none
public record DeadLetter(
        LetterId id,
        ReceivedRecord record,
        String cause,
        int attempts,
        Instant at,
        long waiting,
        @Nullable String omitted) {}
