package polystore.command.progress;

import java.io.PrintStream;
import polystore.command.stack.Board;

/// Something that shows the board until it is closed.
public interface Display extends Board.Viewer, AutoCloseable {
    @Override
    void close();

    /// Live at a terminal that can move its cursor, plain elsewhere.
    static Display on(PrintStream out) {
        return terminal() ? new LiveDisplay(out) : new PlainDisplay(out);
    }

    private static boolean terminal() {
        var console = System.console();
        var term = System.getenv().getOrDefault("TERM", "dumb");
        return console != null && console.isTerminal() && !term.equals("dumb");
    }
}
