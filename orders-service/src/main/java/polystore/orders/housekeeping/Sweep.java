package polystore.orders.housekeeping;

import java.util.function.IntUnaryOperator;

/// Repeats a job in batches until one is not full.
///
/// A batch that fails makes the next half as large: a batch that exceeded the statement timeout would exceed it
/// again, and the job would never advance. The size grows back once a sweep has come to its end.
final class Sweep {

    /// A sweep ends after this many batches, so that one job never starves the others; the next goes on.
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
