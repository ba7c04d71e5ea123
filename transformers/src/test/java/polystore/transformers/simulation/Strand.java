package polystore.transformers.simulation;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Code that blocks, run in small steps: it runs only between [#step] and its next [#pause], so that one thread at a
/// time runs and a seed decides which.
final class Strand {

    private static final ScopedValue<Strand> CURRENT = ScopedValue.newInstance();

    private final Semaphore mayRun = new Semaphore(0);
    private final Semaphore hasPaused = new Semaphore(0);
    private volatile boolean ended;
    private volatile boolean mayStall;
    private volatile @Nullable Throwable fault;

    Strand(Runnable code) {
        Thread.ofVirtual().start(() -> {
            mayRun.acquireUninterruptibly();
            try {
                ScopedValue.where(CURRENT, this).run(code);
            } catch (Throwable e) {
                fault = e;
            } finally {
                ended = true;
                hasPaused.release();
            }
        });
    }

    /// Where the others may act, for long if need be.
    static void pause() {
        pause(true);
    }

    /// Where the others may act briefly: a stall here would only hold up everybody.
    static void pauseUnderLock() {
        pause(false);
    }

    private static void pause(boolean mayStall) {
        if (CURRENT.isBound()) {
            var strand = CURRENT.get();
            strand.mayStall = mayStall;
            strand.hasPaused.release();
            strand.mayRun.acquireUninterruptibly();
        }
    }

    void step() {
        mayRun.release();
        hasPaused.acquireUninterruptibly();
        if (fault != null) {
            throw new AssertionError("a worker failed", fault);
        }
    }

    boolean mayStall() {
        return mayStall;
    }

    boolean ended() {
        return ended;
    }
}
