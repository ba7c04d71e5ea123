package polystore.command.stack;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The current status of the stack. All parts of the launcher update it; viewers are notified of each change, one
/// after the other.
public final class StatusBoard {
    /// Enough to show the cause of a failed start.
    private static final int MESSAGES_MAX = 20;

    private final Clock clock;
    private final String gateway;
    private final String kafkaBootstrap;
    private final Map<String, ComponentStatus> components = new LinkedHashMap<>();
    private final List<Viewer> viewers = new ArrayList<>();
    private Snapshot.Phase phase = Snapshot.Phase.STARTING;
    private String detail = "";
    private final Deque<String> messages = new ArrayDeque<>();

    public StatusBoard(Clock clock, String gateway, String kafkaBootstrap) {
        this.clock = clock;
        this.gateway = gateway;
        this.kafkaBootstrap = kafkaBootstrap;
    }

    /// Shows or stores the status. Called while the board is locked, so it must not call the board.
    public interface Viewer {
        void changed(Snapshot snapshot);

        /// A message for the user.
        void said(String line);
    }

    public synchronized void addViewer(Viewer viewer) {
        viewers.add(viewer);
        viewer.changed(snapshot());
    }

    public synchronized void add(String name, String address) {
        components.put(name, new ComponentStatus(name, State.WAITING, address, null, clock.instant(), null));
        tell();
    }

    public synchronized void become(String name, State state, @Nullable Long pid, @Nullable String note) {
        components.computeIfPresent(name, (_, was) -> was.become(state, pid, clock.instant(), note));
        tell();
    }

    public synchronized void address(String name, String address) {
        components.computeIfPresent(
                name, (_, was) -> new ComponentStatus(name, was.state(), address, was.pid(), was.since(), was.note()));
        tell();
    }

    public synchronized void phase(Snapshot.Phase phase) {
        this.phase = phase;
        this.detail = "";
        tell();
    }

    public synchronized void detail(String detail) {
        this.detail = detail;
        tell();
    }

    public synchronized void say(String line) {
        messages.addLast(line);
        if (messages.size() > MESSAGES_MAX) {
            messages.removeFirst();
        }
        viewers.forEach(viewer -> viewer.said(line));
        tell();
    }

    public synchronized Snapshot snapshot() {
        return new Snapshot(
                phase,
                ProcessHandle.current().pid(),
                detail,
                gateway,
                kafkaBootstrap,
                List.copyOf(components.values()),
                List.copyOf(messages));
    }

    private void tell() {
        var now = snapshot();
        viewers.forEach(viewer -> viewer.changed(now));
    }
}
