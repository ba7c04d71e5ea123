package polystore.analytics.sales;

import java.util.SortedMap;
import java.util.TreeMap;

/// Quantiles of durations from the numbers of orders per bin. Bins are added when histograms are merged, so the result
/// is the same in any order of events; the view `step_effect` computes the bin of a duration.
///
/// The bins are those of HdrHistogram (Gil Tene): below 64 ms one per millisecond, above it 64 of equal width for each
/// power of two.
record DurationHistogram(SortedMap<Integer, Long> orders) {

    /// A quantile differs from the true duration by at most this part of it: half the width of a bin.
    static final double RELATIVE_ERROR = 1.0 / 128;

    private static final int BINS_PER_OCTAVE = 64;

    DurationHistogram() {
        this(new TreeMap<>());
    }

    void add(int bin, long count) {
        orders.merge(bin, count, Long::sum);
    }

    long count() {
        return orders.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The duration in milliseconds that `percent` % of the orders do not exceed; 0 without orders.
    long percentileMs(int percent) {
        var rank = Math.max(1, Math.ceilDiv(count() * percent, 100));
        var seen = 0L;
        for (var bin : orders.entrySet()) {
            seen += bin.getValue();
            if (seen >= rank) {
                return middleMs(bin.getKey());
            }
        }
        return 0;
    }

    private static long middleMs(int bin) {
        var octave = Math.max(0, bin / BINS_PER_OCTAVE - 1);
        var lower = (long) (bin - octave * BINS_PER_OCTAVE) << octave;
        return lower + (1L << octave) / 2;
    }
}
