package polystore.orders.housekeeping;

import java.util.function.IntUnaryOperator;

/// Repeats a job in batches until one is not full.
///
/// After a failure the batch size is halved, because a batch that exceeded the statement timeout would exceed it
/// again. Each complete sweep doubles it, up to the full size.
final class Sweep {

    /// Limits a sweep, so that other jobs run in between; the next sweep continues.
    static final int BATCHES_MAX = 100;

    private final int batchMax;
    private int batch;

    Sweep(int batchMax) {
        this.batchMax = batchMax;
        this.batch = batchMax;
    }

    /// @param work takes the size of a batch and returns the number of items it found
    void run(IntUnaryOperator work) {
        try {
            for (var batches = 0; batches < BATCHES_MAX; batches++) {
                if (work.applyAsInt(batch) < batch) {
                    batch = Math.min(batchMax, batch * 2);
                    return;
                }
            }
        } catch (RuntimeException e) {
            batch = Math.max(1, batch / 2);
            throw e;
        }
    }
}
