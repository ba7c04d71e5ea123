package polystore.transformers.live;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// How far everything is written, and how far the server was told so. A position is stored before the slot is told.
final class Confirmation {

    private final LiveSession session;
    private LogSequenceNumber committed = LogSequenceNumber.INVALID_LSN;
    private LogSequenceNumber written = LogSequenceNumber.INVALID_LSN;
    private LogSequenceNumber told = LogSequenceNumber.INVALID_LSN;
    private @Nullable Instant committedAt;
    private boolean writtenSome;
    private long toldAt = System.nanoTime();
    private long checkedAt = System.nanoTime();

    Confirmation(LiveSession session) {
        this.session = session;
    }

    /// A transaction ended.
    ///
    /// @param nothingTouched whether no root of it is still to be written
    void committed(LogSequenceNumber end, Instant at, boolean nothingTouched) {
        committed = end;
        committedAt = at;
        if (nothingTouched) {
            written();
        }
    }

    @Nullable
    Instant committedAt() {
        return committedAt;
    }

    /// Everything up to the last transaction that ended is written.
    void written() {
        if (committed.compareTo(written) > 0) {
            written = committed;
            writtenSome = true;
        }
    }

    /// Nothing is left to be written, and the server is at this position, with changes of other tables.
    void idle(LogSequenceNumber position) {
        if (position.compareTo(written) > 0) {
            written = position;
        }
    }

    /// @param now whether to tell the server at once
    void ifDue(boolean now) throws SQLException {
        var settings = session.settings();
        var time = System.nanoTime();
        var every = writtenSome ? settings.confirmEvery() : settings.confirmIdleEvery();
        if (written.compareTo(told) > 0 && (now || time - toldAt > every.toNanos())) {
            session.state().confirmed(written, committedAt);
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
