package polystore.platform.messaging.deadletters;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The dead letters of one consumer. Those of a consumer that processes each key in order are parked in its own
/// database; those of every other consumer are in the dead-letter topic ([TopicDeadLetters]).
public interface DeadLetterStore {

    /// The consumer group.
    String group();

    DeadLetterCounts counts();

    /// Open letters in the order of their ids.
    ///
    /// @param after null for the first page
    /// @param key of the records; null for all
    List<DeadLetter> page(@Nullable LetterId after, int limit, @Nullable String key);

    /// @return empty when there is no open letter with this id
    Optional<DeadLetter> find(LetterId id);

    /// Processes the letter's record again, in the order of its key: older letters of the key before it, records
    /// parked behind it after it.
    ///
    /// @param request with `dryRun`, nothing is changed
    Result replay(DeadLetter letter, Request request);

    /// Discards the letter, and processes the records that are parked behind it.
    ///
    /// @param request with `dryRun`, nothing is changed
    Result discard(DeadLetter letter, Request request);

    /// The newest decisions first.
    List<Decision> decisions(int limit);

    /// @param by subject of the operator's token
    record Request(String by, String reason, boolean dryRun) {}

    /// @param applied records that are processed now
    /// @param left records of the key that still wait
    /// @param cause why the first of them cannot be processed; null when none is left
    record Result(int applied, int left, @Nullable String cause) {}
}
