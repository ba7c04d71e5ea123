package polystore.transformers.simulation;

/// The advisory lock and the ticket sequence.
final class Gate {

    private boolean held;
    private long tickets;

    boolean tryLock() {
        if (held) {
            return false;
        }
        held = true;
        return true;
    }

    void unlock() {
        held = false;
    }

    long nextTicket() {
        tickets++;
        return tickets;
    }
}
