package polystore.command;

import java.io.Console;
import java.util.Optional;

/// The terminal of this process.
public final class Terminal {

    private Terminal() {}

    /// Whether output goes to a terminal that can move its cursor.
    public static boolean isLive() {
        return !System.getenv().getOrDefault("TERM", "dumb").equals("dumb")
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }
}
