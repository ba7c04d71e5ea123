package polystore.command.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Two turns, one after the other, under the same weather.
record Pair(Turn ours, Turn yardstick) {

    double ratio() {
        return ours.perSecond() / yardstick.perSecond();
    }

    /// Median, least and most of something over all pairs.
    record Spread(double median, double least, double most) {
        static Spread of(List<Pair> pairs, ToDoubleFunction<Pair> what) {
            var sorted = pairs.stream().mapToDouble(what).sorted().toArray();
            var middle = sorted.length / 2;
            var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
        }
    }
}
