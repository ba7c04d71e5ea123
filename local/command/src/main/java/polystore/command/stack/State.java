package polystore.command.stack;

import java.util.Locale;

/// How a component is.
public enum State {
    WAITING,
    STARTING,
    READY,
    RESTARTING,
    FAILED,
    STOPPED,
    /// Somebody else's server, given by address.
    EXTERNAL;

    /// As `status` prints it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True when requests can be sent there.
    public boolean usable() {
        return this == READY || this == EXTERNAL;
    }
}
