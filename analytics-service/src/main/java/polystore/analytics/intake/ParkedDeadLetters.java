package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Topics;
import polystore.platform.messaging.deadletters.DeadLetter;
import polystore.platform.messaging.deadletters.DeadLetterCounts;
import polystore.platform.messaging.deadletters.DeadLetterStore;
import polystore.platform.messaging.deadletters.Decision;
import polystore.platform.messaging.deadletters.LetterId;

/// The dead letters of the measures' consumer: its parked records, by the offsets of their source.
@ApplicationScoped
public class ParkedDeadLetters implements DeadLetterStore {

    private static final String TOPIC = Topics.ORDERS_EVENTS;

    private final Jdbi jdbi;
    private final PostgresParkedLetters letters;
    private final PostgresDecisions decisions;
    private final ReplayParked replayParked;

    public ParkedDeadLetters(
            Jdbi jdbi, PostgresParkedLetters letters, PostgresDecisions decisions, ReplayParked replayParked) {
        this.jdbi = jdbi;
        this.letters = letters;
        this.decisions = decisions;
        this.replayParked = replayParked;
    }

    @Override
    public String group() {
        return OrdersEventsConsumer.SUBSCRIPTION.group();
    }

    @Override
    public DeadLetterCounts counts() {
        return jdbi.withHandle(handle -> letters.counts(handle, TOPIC));
    }

    @Override
    public List<DeadLetter> page(@Nullable LetterId after, int limit, @Nullable String key) {
        return jdbi.withHandle(handle -> letters.page(handle, TOPIC, after, limit, key));
    }

    @Override
    public Optional<DeadLetter> find(LetterId id) {
        return jdbi.withHandle(handle -> letters.find(handle, TOPIC, id));
    }

    @Override
    public Result replay(DeadLetter letter, Request request) {
        return replayParked.replay(letter, request);
    }

    @Override
    public Result discard(DeadLetter letter, Request request) {
        return replayParked.discard(letter, request);
    }

    @Override
    public List<Decision> decisions(int limit) {
        return jdbi.withHandle(handle -> decisions.newest(handle, TOPIC, limit));
    }
}
