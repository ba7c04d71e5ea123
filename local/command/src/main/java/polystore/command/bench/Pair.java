package polystore.command.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A measurement of the service and one of the baseline directly after it, so that both see the same load of the
/// machine.
record Pair(Measurement ours, Measurement baseline) {

    double ratio() {
        return ours.perSecond() / baseline.perSecond();
    }

    /// Median, minimum and maximum of a figure over all pairs.
    record Spread(double median, double least, double most) {
        static Spread of(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
            var sorted = pairs.stream().mapToDouble(figure).sorted().toArray();
            var middle = sorted.length / 2;
            var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
        }
    }
}
