package polystore.command.stack;

import java.util.Locale;

/// The state of a component.
public enum State {
    WAITING,
    STARTING,
    READY,
    /// It answers, but cannot serve requests, such as while its database is away.
    UNREADY,
    /// Its process runs and does not answer.
    UNRESPONSIVE,
    RESTARTING,
    FAILED,
    STOPPED,
    /// An existing server that the stack did not start.
    EXTERNAL;

    /// As `status` prints it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True when the component serves requests.
    public boolean usable() {
        return this == READY || this == EXTERNAL;
    }
}
