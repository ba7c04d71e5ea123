package polystore.command.progress;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import polystore.command.stack.ComponentStatus;
import polystore.command.stack.Snapshot;
import polystore.command.stack.State;

/// Prints a line for each change of a component's state.
final class PlainDisplay implements Display {
    private final PrintStream out;
    private final Map<String, State> shown = new HashMap<>();
    private String detail = "";

    public PlainDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public void changed(Snapshot snapshot) {
        if (!snapshot.detail().equals(detail) && !snapshot.detail().isEmpty()) {
            out.println(snapshot.detail());
        }
        detail = snapshot.detail();
        for (var component : snapshot.components()) {
            if (shown.put(component.name(), component.state()) != component.state()
                    && component.state() != State.WAITING) {
                out.println(line(component));
            }
        }
    }

    @Override
    public void said(String line) {
        out.println(line);
    }

    @Override
    public void close() {
        out.flush();
    }

    private static String line(ComponentStatus component) {
        var note = component.note() == null ? "" : "  " + component.note();
        return "%-12s %-10s %s%s".formatted(component.name(), component.state().word(), component.address(), note);
    }
}
