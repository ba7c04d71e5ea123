package polystore.gateway.proxy;

/// Stops sending requests to an instance for a while after several failures in a row, then lets one request probe it.
/// Source: Nygard, Release It!, "Circuit Breaker".
///
/// What counts as a failure is decided by [Outcome].
final class CircuitBreaker {

    /// A probe whose outcome is never reported must not keep the circuit breaker open for ever.
    private static final long PROBE_MS_MAX = 10_000;

    private final int failuresToOpen;
    private final long openForMs;
    private State state = new Closed(0);

    CircuitBreaker(int failuresToOpen, long openForMs) {
        this.failuresToOpen = failuresToOpen;
        this.openForMs = openForMs;
    }

    /// @return whether a request may be sent now; then one of [#onSuccess], [#onFailure] and [#release] must follow
    synchronized boolean tryAcquire(long nowMs) {
        return switch (state) {
            case Closed(var _) -> true;
            case Open(var untilMs) -> nowMs >= untilMs && probe(nowMs);
            case HalfOpen(var sinceMs) -> nowMs >= sinceMs + PROBE_MS_MAX && probe(nowMs);
        };
    }

    synchronized void onSuccess() {
        state = new Closed(0);
    }

    synchronized void onFailure(long nowMs) {
        state = switch (state) {
            case Closed(var failures) when failures + 1 < failuresToOpen -> new Closed(failures + 1);
            case Closed(var _), Open(var _), HalfOpen(var _) -> new Open(nowMs + openForMs);
        };
    }

    /// The request ended without showing anything about the instance: if it was the probe, another may follow at once.
    synchronized void release(long nowMs) {
        if (state instanceof HalfOpen) {
            state = new Open(nowMs);
        }
    }

    synchronized boolean isClosed() {
        return state instanceof Closed;
    }

    private boolean probe(long nowMs) {
        state = new HalfOpen(nowMs);
        return true;
    }

    private sealed interface State {}

    private record Closed(int failures) implements State {}

    private record Open(long untilMs) implements State {}

    private record HalfOpen(long sinceMs) implements State {}
}
