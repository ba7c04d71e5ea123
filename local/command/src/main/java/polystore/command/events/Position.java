package polystore.command.events;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/// The position at which reading begins, in each partition of a topic.
sealed interface Position {

    /// The oldest record that the broker still has.
    record Beginning() implements Position {}

    /// After the newest record.
    record End() implements Position {}

    /// The same offset in every partition, or the nearest one that exists.
    record Offset(long offset) implements Position {}

    /// The first record that was written at this time or later.
    record Time(Instant at) implements Position {}

    /// @throws IllegalArgumentException when the text is none of `beginning`, `end`, an offset and a time
    static Position parse(String text) {
        return switch (text) {
            case "beginning" -> new Beginning();
            case "end" -> new End();
            default -> text.matches("[0-9]{1,18}") ? new Offset(Long.parseLong(text)) : new Time(time(text));
        };
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--from is beginning, end, an offset such as 120, or a time such as 2026-01-31T08:00:00Z, not "
                            + text,
                    e);
        }
    }
}
