package polystore.command.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import polystore.command.stack.ComponentStatus;
import polystore.command.stack.Snapshot;

/// One line per component, updated in place, with the seconds since its start; messages are printed below once all
/// components have started.
final class LiveDisplay implements Display {
    private static final int REFRESH_MS = 100;

    private final PrintStream out;
    private final Map<String, ProgressBar> bars = new LinkedHashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();
    private final StringBuilder said = new StringBuilder();
    private boolean live = true;

    LiveDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void changed(Snapshot snapshot) {
        if (!live) {
            return;
        }
        snapshot.components().forEach(this::show);
        if (snapshot.phase() == Snapshot.Phase.READY || snapshot.phase() == Snapshot.Phase.INCOMPLETE) {
            close();
        }
    }

    @Override
    public synchronized void said(String line) {
        if (live) {
            said.append(line).append(System.lineSeparator());
        } else {
            out.println(line);
        }
    }

    @Override
    public synchronized void close() {
        if (live) {
            live = false;
            bars.values().forEach(ProgressBar::close);
            out.print(said);
            out.flush();
        }
    }

    private void show(ComponentStatus component) {
        var bar = bars.computeIfAbsent(component.name(), LiveDisplay::bar);
        var word = word(component);
        if (word.equals(words.put(component.name(), word))) {
            return;
        }
        bar.setExtraMessage(word);
        if (component.state().usable()) {
            bar.stepTo(1);
            bar.refresh();
            bar.pause();
        }
    }

    private static String word(ComponentStatus component) {
        var note = component.note() == null ? "" : "  " + component.note();
        return component.state().usable()
                ? component.state().word() + "  " + component.address() + note
                : component.state().word() + note;
    }

    private static ProgressBar bar(String name) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(1)
                .setUpdateIntervalMillis(REFRESH_MS)
                .setRenderer(LiveDisplay::render)
                .build();
    }

    private static String render(ProgressState state, int width) {
        var elapsed = state.getCurrent() > 0
                ? ""
                : "  "
                        + Duration.between(state.getStartInstant(), Instant.now())
                                .toSeconds() + " s";
        var sign = state.getCurrent() > 0 ? "✔" : "…";
        var line = " %s %-12s %s%s".formatted(sign, state.getTaskName(), state.getExtraMessage(), elapsed);
        return line.length() > width ? line.substring(0, Math.max(0, width)) : line;
    }
}
