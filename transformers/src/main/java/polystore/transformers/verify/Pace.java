package polystore.transformers.verify;

import java.util.concurrent.TimeUnit;

/// Waits after each part of a verification, so that source and target are left to others for most of the time.
@FunctionalInterface
public interface Pace {

    Pace FULL = _ -> {};

    int PERCENT_MAX = 100;

    /// @param busyNanos that the part took
    void after(long busyNanos) throws InterruptedException;

    /// Works for a share of the time.
    ///
    /// @param share from 1 to 100
    static Pace percent(int share) {
        if (share < 1 || share > PERCENT_MAX) {
            throw new IllegalArgumentException("the share must be from 1 to 100 percent, not " + share);
        }
        return busyNanos -> TimeUnit.NANOSECONDS.sleep(busyNanos / share * (PERCENT_MAX - share));
    }
}
