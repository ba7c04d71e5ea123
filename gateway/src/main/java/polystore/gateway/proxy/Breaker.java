package polystore.gateway.proxy;

/// Leaves an instance alone for a while after several failures in a row, then lets one request find out.
///
/// Only failures to connect, to answer in time or to finish count; an answer of any status is a success. Source:
/// Nygard, Release It!, "Circuit Breaker".
final class Breaker {

    private final int failuresToOpen;
    private final long openMs;
    private State state = new Closed(0);

    Breaker(int failuresToOpen, long openMs) {
        this.failuresToOpen = failuresToOpen;
        this.openMs = openMs;
    }

    /// Whether a request may be sent now; whoever is admitted tells how it went.
    synchronized boolean admits(long nowMs) {
        return switch (state) {
            case Closed(var _) -> true;
            case Open(var untilMs) -> nowMs >= untilMs && probe(nowMs);
            // A probe that never reported must not keep the breaker open for ever.
            case Probing(var sinceMs) -> nowMs >= sinceMs + PROBE_MS_MAX && probe(nowMs);
        };
    }

    synchronized void succeeded() {
        state = new Closed(0);
    }

    synchronized void failed(long nowMs) {
        state = switch (state) {
            case Closed(var failures) when failures + 1 < failuresToOpen -> new Closed(failures + 1);
            case Closed(var _), Open(var _), Probing(var _) -> new Open(nowMs + openMs);
        };
    }

    /// The request ended without saying anything about the instance: its client left.
    synchronized void abandoned(long nowMs) {
        if (state instanceof Probing) {
            state = new Open(nowMs);
        }
    }

    synchronized boolean isClosed() {
        return state instanceof Closed;
    }

    private boolean probe(long nowMs) {
        state = new Probing(nowMs);
        return true;
    }

    private static final long PROBE_MS_MAX = 10_000;

    private sealed interface State {}

    private record Closed(int failures) implements State {}

    private record Open(long untilMs) implements State {}

    private record Probing(long sinceMs) implements State {}
}
