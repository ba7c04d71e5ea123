package polystore.command.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// One measurement of each side, one after the other.
///
/// @param sides the CPU time of the services on each side
record CostRound(Map<CostSide, Figures> sides) {

    /// CPU time of all services together, in microseconds.
    record Figures(double perOrder, double perRead) {}

    CostRound {
        sides = new EnumMap<>(sides);
    }

    /// How much more CPU time a side takes than another, as a share: 0.02 for 2 % more.
    private double more(CostSide side, CostSide than, ToDoubleFunction<Figures> figure) {
        return figure.applyAsDouble(figures(side)) / figure.applyAsDouble(figures(than)) - 1;
    }

    private Figures figures(CostSide side) {
        var figures = sides.get(side);
        if (figures == null) {
            throw new IllegalStateException("The round has no measurement of " + side);
        }
        return figures;
    }

    /// Medians, and for the shares also the least and the most of the rounds.
    static String report(List<CostRound> rounds) {
        return String.join(
                "\n",
                "                  | CPU-µs: nothing | metrics | and traces | metrics cost % (min to max)"
                        + " | traces at 1 % cost % (min to max)",
                line("order", rounds, Figures::perOrder),
                line("read of a product", rounds, Figures::perRead));
    }

    private static String line(String what, List<CostRound> rounds, ToDoubleFunction<Figures> figure) {
        return String.format(
                Locale.ROOT,
                "%-17s | %15.1f | %7.1f | %10.1f | %s | %s",
                what,
                median(rounds, CostSide.NOTHING, figure),
                median(rounds, CostSide.METRICS, figure),
                median(rounds, CostSide.TRACES, figure),
                percent(Spread.of(rounds, round -> round.more(CostSide.METRICS, CostSide.NOTHING, figure))),
                percent(Spread.of(rounds, round -> round.more(CostSide.TRACES, CostSide.METRICS, figure))));
    }

    private static double median(List<CostRound> rounds, CostSide side, ToDoubleFunction<Figures> figure) {
        return Spread.of(rounds, round -> figure.applyAsDouble(round.figures(side)))
                .median();
    }

    private static String percent(Spread share) {
        return String.format(
                Locale.ROOT, "%.1f (%.1f to %.1f)", 100 * share.median(), 100 * share.least(), 100 * share.most());
    }
}
