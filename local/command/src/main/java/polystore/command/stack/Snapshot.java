package polystore.command.stack;

import java.util.List;

/// The whole stack at one moment.
///
/// @param launcher process number of the launcher that says so
/// @param detail what is being done beside starting components; empty when nothing is
/// @param messages what a person should read, the newest last
public record Snapshot(
        Phase phase,
        long launcher,
        String detail,
        String gateway,
        String kafkaBootstrap,
        List<ComponentStatus> components,
        List<String> messages) {
    public Snapshot {
        components = List.copyOf(components);
        messages = List.copyOf(messages);
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
