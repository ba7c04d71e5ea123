package polystore.command.stack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one component is, and since when.
///
/// @param pid null when it is not a process of ours
/// @param note what a reader should know, such as why it failed; null when there is nothing to say
public record ComponentStatus(
        String name,
        State state,
        String address,
        @Nullable Long pid,
        Instant since,
        @Nullable String note) {
    ComponentStatus become(State state, @Nullable Long pid, Instant since, @Nullable String note) {
        return new ComponentStatus(name, state, address, pid, since, note);
    }
}
