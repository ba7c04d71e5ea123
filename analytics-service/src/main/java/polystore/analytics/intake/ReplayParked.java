package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import polystore.analytics.sales.PostgresVersions;
import polystore.contracts.DeadLetterDecision.Outcome;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.BatchProcessor;
import polystore.platform.messaging.Decoded;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.deadletters.DeadLetter;
import polystore.platform.messaging.deadletters.DeadLetterStore.Request;
import polystore.platform.messaging.deadletters.DeadLetterStore.Result;
import polystore.platform.persistence.SqlFaults;

/// Applies the parked records of one order again, in version order, because a missing version may have arrived
/// later than its successors. A record that still cannot be applied is parked again with those after it.
@ApplicationScoped
public class ReplayParked {

    private static final Logger LOG = Logger.getLogger(ReplayParked.class);
    private static final String UNTOUCHED = "untouched";

    private final Jdbi jdbi;
    private final PostgresOffsets offsets;
    private final PostgresParkedEvents parked;
    private final PostgresParkedLetters letters;
    private final PostgresDecisions decisions;
    private final TakeEvents takeEvents;

    public ReplayParked(
            Jdbi jdbi,
            PostgresOffsets offsets,
            PostgresParkedEvents parked,
            PostgresParkedLetters letters,
            PostgresDecisions decisions,
            TakeEvents takeEvents) {
        this.jdbi = jdbi;
        this.offsets = offsets;
        this.parked = parked;
        this.letters = letters;
        this.decisions = decisions;
        this.takeEvents = takeEvents;
    }

    /// Changes nothing when no record can be applied.
    Result replay(DeadLetter letter, Request request) {
        return jdbi.inTransaction(transaction -> {
            var result = apply(transaction, letter.record());
            if (request.dryRun() || result.applied() == 0) {
                transaction.rollback();
            } else {
                decide(transaction, letter, Outcome.REPLAYED, request);
            }
            return result;
        });
    }

    /// Deletes the letter and applies the records behind it, although it is missing.
    Result discard(DeadLetter letter, Request request) {
        return jdbi.inTransaction(transaction -> {
            lock(transaction, letter.record());
            if (letters.remove(transaction, letter.record().from().topic(), letter.id())) {
                allowGap(transaction, letter.record());
                decide(transaction, letter, Outcome.DISCARDED, request);
            }
            var result = apply(transaction, letter.record());
            if (request.dryRun()) {
                transaction.rollback();
            }
            return result;
        });
    }

    /// An unreadable record with the key of an order counts as its next event.
    private static void allowGap(Handle transaction, ReceivedRecord record) {
        var order = orderOf(record);
        if (order != null) {
            PostgresVersions.discardOne(transaction, order);
        }
    }

    private Result apply(Handle transaction, ReceivedRecord record) {
        if (record.keyBytes() == null) {
            return new Result(0, 1, "the record has no key");
        }
        lock(transaction, record);
        var topic = record.from().topic();
        var key = IndexedKey.of(record.key());
        transaction.savepoint(UNTOUCHED);
        var records = parked.takeAway(transaction, topic, key);
        try {
            if (!records.isEmpty()) {
                takeEvents.apply(transaction, inVersionOrder(records), Set.of());
            }
            var left = parked.count(transaction, topic, key);
            var cause = parked.cause(transaction, topic, key).orElse(null);
            return new Result(records.size() - left, left, cause);
        } catch (JdbiException e) {
            if (!SqlFaults.isData(e)) {
                throw e;
            }
            transaction.rollbackToSavepoint(UNTOUCHED);
            return new Result(0, records.size(), BatchProcessor.reason(e));
        }
    }

    /// Blocks the consumer of the partition, which could otherwise park a record of the key meanwhile.
    private void lock(Handle transaction, ReceivedRecord record) {
        var topic = record.from().topic();
        var partitions = new HashSet<>(parked.partitions(transaction, topic, IndexedKey.of(record.key())));
        partitions.add(record.from().partition());
        offsets.lock(transaction, topic, partitions);
    }

    private void decide(Handle transaction, DeadLetter letter, Outcome outcome, Request request) {
        decisions.add(transaction, letter, outcome, request);
        if (!request.dryRun()) {
            LOG.infof(
                    "The parked record %s was %s by %s: %s", letter.record(), outcome, request.by(), request.reason());
        }
    }

    private static @Nullable UUID orderOf(ReceivedRecord record) {
        try {
            return UUID.fromString(record.key());
        } catch (IllegalArgumentException notAnOrder) {
            return null;
        }
    }

    private static Batch<IdentifiedEvent> inVersionOrder(List<ReceivedRecord> records) {
        return new Batch<>(Batch.decode(records, IdentifiedEvent::decode).decoded().stream()
                .sorted(Comparator.comparingInt(ReplayParked::version))
                .toList());
    }

    /// Records that cannot be decoded come last, so that they do not hold up complete versions.
    private static int version(Decoded<IdentifiedEvent> decoded) {
        return decoded instanceof Decoded.Message<IdentifiedEvent>(var record, var identified)
                ? identified.event().version()
                : Integer.MAX_VALUE;
    }
}
