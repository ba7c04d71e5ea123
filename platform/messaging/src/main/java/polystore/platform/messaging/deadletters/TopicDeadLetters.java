package polystore.platform.messaging.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.contracts.DeadLetterDecision;
import polystore.contracts.DeadLetterDecision.Outcome;
import polystore.contracts.DeadLetterHeaders;
import polystore.contracts.Topics;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.Subscription;

/// The dead letters of a consumer whose records may be processed in any order, because each replaces older ones of its
/// key. They stay in the dead-letter topic; an operator's decision is a later record of the same topic.
final class TopicDeadLetters implements DeadLetterStore, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicDeadLetters.class);

    private final Subscription subscription;
    private final String topic;
    private final ConsumerLoops loops;
    private final DeadLetters deadLetters;
    private final LetterScan scan;
    private final RecordReader reader;

    TopicDeadLetters(Subscription subscription, KafkaClients clients, ConsumerLoops loops, DeadLetters deadLetters) {
        this.subscription = subscription;
        this.topic = Topics.deadLettersOf(subscription.topic());
        this.loops = loops;
        this.deadLetters = deadLetters;
        this.scan = new LetterScan(clients, topic);
        this.reader = new RecordReader(clients);
    }

    void start() {
        scan.start();
    }

    @Override
    public String group() {
        return subscription.group();
    }

    @Override
    public DeadLetterCounts counts() {
        return open().counts();
    }

    @Override
    public List<DeadLetter> page(@Nullable LetterId after, int limit, @Nullable String key) {
        var bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        var page = new ArrayList<DeadLetter>();
        for (var id : open().after(after, bytes)) {
            read(id).filter(it ->
                            bytes == null || Arrays.equals(bytes, it.record().keyBytes()))
                    .ifPresent(page::add);
            if (page.size() == limit) {
                break;
            }
        }
        return page;
    }

    @Override
    public Optional<DeadLetter> find(LetterId id) {
        return open().contains(id) ? read(id) : Optional.empty();
    }

    @Override
    public Result replay(DeadLetter letter, Request request) {
        var applied = 0;
        var left = 0;
        String cause = null;
        for (var one : upTo(letter)) {
            var fault = attempt(one, request.dryRun());
            if (fault == null) {
                applied++;
                decide(one, Outcome.REPLAYED, request);
            } else {
                left++;
                cause = cause == null ? fault : cause;
            }
        }
        return new Result(applied, left, cause);
    }

    @Override
    public Result discard(DeadLetter letter, Request request) {
        decide(letter, Outcome.DISCARDED, request);
        return new Result(0, 0, null);
    }

    @Override
    public List<Decision> decisions(int limit) {
        return open().decisions(limit);
    }

    /// This letter and the open ones of its key before it. Records without a key are independent of each other.
    private List<DeadLetter> upTo(DeadLetter letter) {
        var key = letter.record().keyBytes();
        if (key == null) {
            return List.of(letter);
        }
        return open().after(null, key).stream()
                .filter(id -> id.compareTo(letter.id()) <= 0)
                .flatMap(id -> read(id).stream())
                .filter(it -> Arrays.equals(key, it.record().keyBytes()))
                .toList();
    }

    private @Nullable String attempt(DeadLetter letter, boolean dryRun) {
        if (letter.record().offset() < 0) {
            return "its producer could not publish it, so there is no record to process";
        }
        var record = complete(letter);
        if (record == null) {
            return "the letter is incomplete, and " + letter.record() + " has been removed from its topic";
        }
        return dryRun ? loops.check(group(), record) : loops.retry(group(), record);
    }

    private @Nullable ReceivedRecord complete(DeadLetter letter) {
        return letter.omitted() == null
                ? letter.record()
                : reader.read(letter.record().from(), letter.record().offset());
    }

    private void decide(DeadLetter letter, Outcome outcome, Request request) {
        if (request.dryRun()) {
            return;
        }
        var id = letter.id();
        deadLetters.append(
                new TopicPartition(topic, id.partition()),
                letter.record().keyBytes(),
                new DeadLetterDecision(id.offset(), outcome, request.by(), request.reason()));
        open().close(id);
        LOG.infof("The dead letter %s of %s was %s by %s: %s", id, group(), outcome, request.by(), request.reason());
    }

    private OpenLetters open() {
        var letters = scan.current();
        if (letters == null) {
            throw new TimeoutException("the dead letters of " + topic + " are not read yet");
        }
        return letters;
    }

    private Optional<DeadLetter> read(LetterId id) {
        var letter = reader.read(new TopicPartition(topic, id.partition()), id.offset());
        return letter == null ? Optional.empty() : Optional.of(of(id, letter));
    }

    /// A record that somebody else wrote to the topic has no source; it is shown as it is.
    private static DeadLetter of(LetterId id, ReceivedRecord letter) {
        var headers = Objects.requireNonNullElseGet(
                DeadLetterHeaders.read(letter::header),
                () -> new DeadLetterHeaders(
                        letter.from().topic(), letter.from().partition(), letter.offset(), "not a dead letter", 0));
        var omitted = letter.header(DeadLetterHeaders.OMITTED);
        return new DeadLetter(
                id,
                source(letter, headers),
                headers.cause(),
                headers.attempts(),
                letter.publishedAt(),
                0,
                omitted == null ? null : new String(omitted, StandardCharsets.UTF_8));
    }

    private static ReceivedRecord source(ReceivedRecord letter, DeadLetterHeaders from) {
        return new ReceivedRecord(
                new TopicPartition(from.topic(), from.partition()),
                from.offset(),
                letter.publishedAt(),
                letter.keyBytes(),
                letter.headers().stream()
                        .filter(it -> !it.key().startsWith(DeadLetterHeaders.PREFIX))
                        .toList(),
                letter.body());
    }

    @Override
    public void close() {
        scan.close();
        reader.close();
    }
}
