package polystore.transformers.live;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Makes the publication and the replication slot of a mapping, or finds them as they were left. Where changes may be
/// missing it raises an alarm and has all documents recomputed.
final class Lifecycle {

    private final LiveState state;
    private final Publication publication;
    private final LiveProgress progress;

    Lifecycle(LiveState state, Publication publication, LiveProgress progress) {
        this.state = state;
        this.publication = publication;
        this.progress = progress;
    }

    /// @return the version of the publication
    String prepare() throws SQLException {
        var stored = state.load();
        var version = publication.ensure(state.connection());
        if (stored.confirmed() == null) {
            makeSlot(version);
            return version;
        }
        var gap = gap(stored, version);
        if (gap != null) {
            alarm(gap + "; all documents are recomputed");
            makeSlot(version);
        }
        return version;
    }

    /// The cause why changes may be missing; null when none is.
    private @Nullable String gap(LiveState.Stored stored, String version) throws SQLException {
        var slot = Slot.find(state.connection(), state.slot());
        var confirmed = stored.confirmed();
        if (slot.isEmpty()) {
            return "the replication slot " + state.slot() + " is missing";
        }
        if (slot.get().lost()) {
            return "the replication slot " + state.slot()
                    + " was invalidated, because it held back more of the log than"
                    + " the server may keep (max_slot_wal_keep_size) or was idle for too long";
        }
        if (confirmed != null && slot.get().confirmed().compareTo(confirmed) > 0) {
            return "the replication slot " + state.slot() + " was created again or moved by another program: it is at "
                    + slot.get().confirmed().asString() + ", and changes are written up to " + confirmed.asString();
        }
        return version.equals(stored.publication()) ? null : "the publication " + state.slot() + " was changed";
    }

    void alarm(String message) throws SQLException {
        state.alarm(message);
        progress.alarm(message);
    }

    /// That it is needed is stored first: a slot that is dropped and not made yet has no changes.
    private void makeSlot(String version) throws SQLException {
        state.needReconcile(true);
        Slot.drop(state.connection(), state.slot());
        state.made(version, Slot.make(state.connection(), state.slot()));
    }
}
