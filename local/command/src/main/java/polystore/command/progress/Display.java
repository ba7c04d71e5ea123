package polystore.command.progress;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import polystore.command.stack.StatusBoard;

/// Shows the status board until it is closed.
public interface Display extends StatusBoard.Viewer, AutoCloseable {
    @Override
    void close();

    /// Live at a terminal that can move its cursor, otherwise plain.
    static Display on(PrintStream out) {
        return terminal() ? new LiveDisplay(out) : new PlainDisplay(out);
    }

    private static boolean terminal() {
        var term = System.getenv().getOrDefault("TERM", "dumb");
        return !term.equals("dumb")
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }
}
