package polystore.command.stack;

import java.util.List;

/// The status of the whole stack at one moment.
///
/// @param launcher process id of the launcher
/// @param detail the current step besides starting components, such as a migration; empty for none
/// @param messages for the user, the newest last
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

    /// The phase of the launcher.
    public enum Phase {
        STARTING,
        READY,
        /// The start has ended, but a component is not ready.
        INCOMPLETE,
        STOPPING,
        STOPPED
    }
}
