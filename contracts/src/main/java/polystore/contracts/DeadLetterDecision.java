package polystore.contracts;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The decision of an operator about one dead letter: a record behind the letter, in the same partition of the
/// dead-letter topic, with the letter's key, these headers and no body. A letter without a decision is open.
///
/// @param offset of the letter in the dead-letter topic
/// @param by subject of the operator's token
/// @param reason as the operator gave it
public record DeadLetterDecision(long offset, Outcome outcome, String by, String reason) {

    /// What became of the letter.
    public enum Outcome {
        /// The consumer has processed the record after all.
        REPLAYED,
        /// The record will not be processed.
        DISCARDED
    }

    private static final String OUTCOME = "dlq-decision";
    private static final String OFFSET = "dlq-decision-offset";
    private static final String BY = "dlq-decision-by";
    private static final String REASON = "dlq-decision-reason";

    /// The record headers, in a fixed order; the values are UTF-8 text.
    public Map<String, byte[]> headers() {
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put(OUTCOME, utf8(outcome.name().toLowerCase(Locale.ROOT)));
        headers.put(OFFSET, utf8(String.valueOf(offset)));
        headers.put(BY, utf8(by));
        headers.put(REASON, utf8(reason));
        return headers;
    }

    /// @param header the value of a header by name, null for a missing one
    /// @return null for a record that is no decision, such as a dead letter
    public static @Nullable DeadLetterDecision read(Function<String, byte @Nullable []> header) {
        var outcome = header.apply(OUTCOME);
        if (outcome == null) {
            return null;
        }
        try {
            return new DeadLetterDecision(
                    Long.parseLong(text(header.apply(OFFSET))),
                    Outcome.valueOf(text(outcome).toUpperCase(Locale.ROOT)),
                    text(header.apply(BY)),
                    text(header.apply(REASON)));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
