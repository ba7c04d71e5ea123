package polystore.command.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import polystore.command.bench.Pair.Spread;

/// Says what was measured: medians over the rounds, and for the ratio how far the rounds disagree.
final class Report {
    private Report() {}

    static String head() {
        return """
                clients | orders/s ours | pgbench | ratio (least to most) | CPU-µs an order: service + PostgreSQL \
                + elsewhere | pgbench's PostgreSQL + elsewhere | p50 ours, pgbench ms | p99 ours, pgbench ms""";
    }

    static String line(int clients, List<Pair> pairs) {
        var ratio = Spread.of(pairs, Pair::ratio);
        return String.format(
                Locale.ROOT,
                "%7d | %13.0f | %7.0f | %.2f (%.2f to %.2f) | %.0f + %.0f + %.0f | %.0f + %.0f | %.1f, %.1f | %.1f, %.1f",
                clients,
                median(pairs, pair -> pair.ours().perSecond()),
                median(pairs, pair -> pair.yardstick().perSecond()),
                ratio.median(),
                ratio.least(),
                ratio.most(),
                median(pairs, pair -> pair.ours().each(pair.ours().serviceMicros())),
                median(pairs, pair -> pair.ours().each(pair.ours().postgresMicros())),
                median(pairs, pair -> pair.ours().each(pair.ours().elsewhereMicros())),
                median(pairs, pair -> pair.yardstick().each(pair.yardstick().postgresMicros())),
                median(pairs, pair -> pair.yardstick().each(pair.yardstick().elsewhereMicros())),
                median(pairs, pair -> pair.ours().millis(0.5)),
                median(pairs, pair -> pair.yardstick().millis(0.5)),
                median(pairs, pair -> pair.ours().millis(0.99)),
                median(pairs, pair -> pair.yardstick().millis(0.99)));
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> what) {
        return Spread.of(pairs, what).median();
    }
}
