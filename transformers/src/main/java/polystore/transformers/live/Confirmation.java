package polystore.transformers.live;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// How far everything is written, and how far the server was told so. A position is stored before the slot is told.
final class Confirmation {

    /// Batches of at most 500 roots that workers may be behind; the changes after them stay in the slot.
    private static final int PENDING_MAX = 200;

    private final LiveSession session;
    private final Queue<Pending> pending = new ArrayDeque<>();
    private LogSequenceNumber committed = LogSequenceNumber.INVALID_LSN;
    private LogSequenceNumber written = LogSequenceNumber.INVALID_LSN;
    private LogSequenceNumber told = LogSequenceNumber.INVALID_LSN;
    private @Nullable Instant committedAt;
    private @Nullable Instant writtenAt;
    private boolean writtenSome;
    private long toldAt = System.nanoTime();
    private long checkedAt = System.nanoTime();

    /// Roots that were handed over, with the end of the last transaction before them.
    private record Pending(
            LogSequenceNumber position, @Nullable Instant committedAt, RootQueue.Writing writing) {}

    Confirmation(LiveSession session) {
        this.session = session;
    }

    /// A transaction ended.
    ///
    /// @param nothingTouched whether no root of it is still to be handed over
    void committed(LogSequenceNumber end, Instant at, boolean nothingTouched) {
        committed = end;
        committedAt = at;
        if (nothingTouched && pending.isEmpty()) {
            written(end, at);
        }
    }

    @Nullable
    Instant committedAt() {
        return committedAt;
    }

    /// Everything up to the last transaction that ended is handed over.
    void added(RootQueue.Writing writing) throws SQLException {
        pending.add(new Pending(committed, committedAt, writing));
        takeWritten();
    }

    private void takeWritten() throws SQLException {
        for (var first = pending.peek(); first != null && first.writing().isDone(); first = pending.peek()) {
            written(first.position(), first.committedAt());
            pending.remove();
        }
    }

    private void written(LogSequenceNumber position, @Nullable Instant at) {
        if (position.compareTo(written) > 0) {
            written = position;
            writtenAt = at;
            writtenSome = true;
        }
    }

    /// Whether so much is handed over and not written that the changes are to wait.
    boolean isFull() {
        return pending.size() >= PENDING_MAX;
    }

    /// Nothing is left to be handed over, and the server is at this position, with changes of other tables.
    void idle(LogSequenceNumber position) {
        if (pending.isEmpty() && position.compareTo(written) > 0) {
            written = position;
        }
    }

    /// @param now whether to tell the server at once
    void ifDue(boolean now) throws SQLException {
        takeWritten();
        var settings = session.settings();
        var time = System.nanoTime();
        var every = writtenSome ? settings.confirmEvery() : settings.confirmIdleEvery();
        if (written.compareTo(told) > 0 && (now || time - toldAt > every.toNanos())) {
            session.state().confirmed(written, writtenAt);
            session.feed().confirm(written);
            told = written;
            toldAt = time;
            writtenSome = false;
        }
        if (time - checkedAt > settings.checkEvery().toNanos()) {
            session.check();
            checkedAt = time;
        }
    }
}
