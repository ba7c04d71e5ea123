package polystore.platform.messaging.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.RunningConsumer;
import polystore.platform.rest.Text;

/// The JSON of dead letters.
final class DeadLetterJson {

    private DeadLetterJson() {}

    record Consumers(List<ConsumerJson> items) {}

    /// @param letters dead letters that wait for an operator
    /// @param waiting records that are parked behind them
    /// @param keys different keys of the letters
    /// @param oldest time since which the oldest letter waits
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConsumerJson(
            String consumer,
            String topic,
            boolean running,
            long lagRecords,
            double lagSeconds,
            long letters,
            long waiting,
            long keys,
            @Nullable Instant oldest) {

        static ConsumerJson of(RunningConsumer it, DeadLetterCounts counts) {
            return new ConsumerJson(
                    it.subscription().group(),
                    it.subscription().topic(),
                    it.running(),
                    it.lagRecords(),
                    it.lagSeconds(),
                    counts.letters(),
                    counts.waiting(),
                    counts.keys(),
                    counts.oldest());
        }
    }

    /// @param topic source of the record, like its partition and offset
    /// @param type header `ce_type`
    /// @param at time since which it waits
    /// @param waiting later records of its key that are parked behind it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LetterJson(
            String id,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            @Nullable String type,
            String cause,
            int attempts,
            Instant at,
            long waiting) {

        static LetterJson of(DeadLetter letter) {
            var record = letter.record();
            return new LetterJson(
                    letter.id().toString(),
                    record.from().topic(),
                    record.from().partition(),
                    record.offset(),
                    record.keyBytes() == null ? null : record.key(),
                    utf8(record.header("ce_type")),
                    letter.cause(),
                    letter.attempts(),
                    letter.at(),
                    letter.waiting());
        }
    }

    /// @param omitted the parts that the letter lacks because Kafka refused them
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WholeLetterJson(
            LetterJson letter,
            @Nullable Instant publishedAt,
            @Nullable BytesJson key,
            List<HeaderJson> headers,
            @Nullable BytesJson body,
            @Nullable String omitted) {

        static WholeLetterJson of(DeadLetter letter) {
            ReceivedRecord record = letter.record();
            return new WholeLetterJson(
                    LetterJson.of(letter),
                    record.publishedAt(),
                    BytesJson.of(record.keyBytes()),
                    record.headers().stream().map(HeaderJson::of).toList(),
                    BytesJson.of(record.body()),
                    letter.omitted());
        }
    }

    /// @param text the bytes as UTF-8; absent when they are not valid UTF-8
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BytesJson(@Nullable String text, String base64) {

        static @Nullable BytesJson of(byte @Nullable [] bytes) {
            return bytes == null
                    ? null
                    : new BytesJson(utf8(bytes), Base64.getEncoder().encodeToString(bytes));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeaderJson(String name, @Nullable BytesJson value) {

        static HeaderJson of(Header header) {
            return new HeaderJson(header.key(), BytesJson.of(header.value()));
        }
    }

    /// @param reason is stored with the decision
    /// @param dryRun true to get the result without changing anything
    record DecisionForm(
            @NotNull @Text(max = 500) String reason,
            @Nullable Boolean dryRun) {}

    /// @param applied records that are processed now
    /// @param left records of the key that still wait
    /// @param cause why the first of them cannot be processed
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultJson(
            boolean dryRun, int applied, int left, @Nullable String cause) {}

    record DecisionsJson(List<DecisionJson> items) {}

    record DecisionJson(String id, String key, String decision, String by, String reason, Instant at) {

        static DecisionJson of(Decision it) {
            return new DecisionJson(
                    it.letter().toString(),
                    it.key(),
                    it.outcome().name().toLowerCase(Locale.ROOT),
                    it.by(),
                    it.reason(),
                    it.at());
        }
    }

    private static @Nullable String utf8(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
