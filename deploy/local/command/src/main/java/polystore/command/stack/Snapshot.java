package polystore.command.stack;

import java.util.List;

/// The whole stack at one moment.
///
/// @param launcher process number of the launcher that says so
/// @param detail what is being done beside starting components; empty when nothing is
public record Snapshot(
        Phase phase,
        long launcher,
        String detail,
        String gateway,
        String kafkaBootstrap,
        List<ComponentStatus> components) {
    public Snapshot {
        components = List.copyOf(components);
    }

    /// Where the launcher is in its life.
    public enum Phase {
        STARTING,
        READY,
        /// Started as far as it goes; what is not ready is in the components.
        INCOMPLETE,
        STOPPING,
        STOPPED
    }
}
