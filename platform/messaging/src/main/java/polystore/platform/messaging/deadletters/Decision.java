package polystore.platform.messaging.deadletters;

import java.time.Instant;
import polystore.contracts.DeadLetterDecision.Outcome;

/// The decision of an operator about a dead letter.
///
/// @param key of the letter's record
/// @param by subject of the operator's token
/// @param reason as the operator gave it
public record Decision(LetterId letter, String key, Outcome outcome, String by, String reason, Instant at) {}
