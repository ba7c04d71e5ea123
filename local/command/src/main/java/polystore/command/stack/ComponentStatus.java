package polystore.command.stack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of one component.
///
/// @param since time of the last change
/// @param pid null while there is no process of the stack
/// @param note for the user, such as the cause of a failure; may be null
public record ComponentStatus(
        String name,
        State state,
        String address,
        @Nullable Long pid,
        Instant since,
        @Nullable String note) {
    public ComponentStatus become(State state, @Nullable Long pid, Instant since, @Nullable String note) {
        return new ComponentStatus(name, state, address, pid, since, note);
    }
}
