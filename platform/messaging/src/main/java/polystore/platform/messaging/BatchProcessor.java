package polystore.platform.messaging;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.Decoded.Rejected;

/// Decodes the records of a poll and passes them to the handler. A record that cannot be processed is isolated by
/// halving the batch, retried a few times and then rejected, so that the others are processed.
public final class BatchProcessor<T> {

    /// Attempts for a record that a store refused; a few, because some temporary failures look like a refusal.
    private static final int ATTEMPTS_MAX = 3;

    private static final long BACKOFF_MS = 20;

    /// Exceptions of code that meets an unexpected value. IllegalStateException is not among them, because stores
    /// throw it while they are closed.
    private static final List<Class<? extends RuntimeException>> CODE_FAULTS = List.of(
            IllegalArgumentException.class,
            NullPointerException.class,
            ClassCastException.class,
            ArithmeticException.class,
            IndexOutOfBoundsException.class,
            DateTimeException.class,
            NoSuchElementException.class,
            UnsupportedOperationException.class);

    private final Decoder<T> decoder;
    private final BatchHandler<T> handler;
    private final DeadLetters deadLetters;

    public BatchProcessor(Decoder<T> decoder, BatchHandler<T> handler, DeadLetters deadLetters) {
        this.decoder = decoder;
        this.handler = handler;
        this.deadLetters = deadLetters;
    }

    /// Returns when the records have had their effects and the rejected ones are acknowledged dead letters.
    public void process(List<ReceivedRecord> records) {
        var letters = new ArrayList<Rejected<T>>();
        handle(Batch.decode(records, decoder), letters);
        // After the effects, because a retry of the batch would send the dead letters again.
        deadLetters.send(letters);
    }

    /// Processes a dead letter again, whose record may have become processable meanwhile.
    ///
    /// @return why it still cannot be processed; null when it was
    @Nullable
    String retry(ReceivedRecord record) {
        var letters = new ArrayList<Rejected<T>>();
        handle(Batch.decode(List.of(record), decoder), letters);
        return letters.isEmpty() ? null : letters.getLast().cause();
    }

    /// As [#retry], without the effects: whether the record can be decoded.
    @Nullable
    String check(ReceivedRecord record) {
        return Batch.decode(List.of(record), decoder).rejected().stream()
                .map(Rejected::cause)
                .findFirst()
                .orElse(null);
    }

    private void handle(Batch<T> batch, List<Rejected<T>> letters) {
        for (var attempt = 1; ; attempt++) {
            try {
                letters.addAll(handler.handle(batch));
                return;
            } catch (RuntimeException e) {
                if (!isRecordAtFault(e)) {
                    throw e;
                }
                if (batch.size() > 1) {
                    handle(batch.part(0, batch.size() / 2), letters);
                    handle(batch.part(batch.size() / 2, batch.size()), letters);
                    return;
                }
                if (attempt == ATTEMPTS_MAX) {
                    reject(new Rejected<>(batch.records().getFirst(), reason(e), attempt), letters);
                    return;
                }
                pause(attempt * BACKOFF_MS);
            }
        }
    }

    /// A record that the handler cannot even park is sent to the dead-letter topic.
    private void reject(Rejected<T> rejected, List<Rejected<T>> letters) {
        try {
            letters.addAll(handler.handle(new Batch<>(List.of(rejected))));
        } catch (RuntimeException e) {
            if (!isRecordAtFault(e)) {
                throw e;
            }
            letters.add(rejected);
        }
    }

    private boolean isRecordAtFault(RuntimeException failure) {
        return CODE_FAULTS.stream().anyMatch(fault -> fault.isInstance(failure)) || handler.isDataFault(failure);
    }

    /// The message of the root cause, because the outer messages repeat the statement with all its arguments.
    public static String reason(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        var shown = failure instanceof IllegalArgumentException ? failure : innermost;
        return shown.getMessage() == null ? shown.toString() : shown.getMessage();
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
