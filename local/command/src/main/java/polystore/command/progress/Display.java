package polystore.command.progress;

import java.io.PrintStream;
import polystore.command.Terminal;
import polystore.command.stack.StatusBoard;

/// Shows the status board until it is closed.
public interface Display extends StatusBoard.Viewer, AutoCloseable {
    @Override
    void close();

    /// Live at a terminal that can move its cursor, otherwise plain.
    static Display on(PrintStream out) {
        return Terminal.isLive() ? new LiveDisplay(out) : new PlainDisplay(out);
    }
}
