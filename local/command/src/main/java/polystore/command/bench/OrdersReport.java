package polystore.command.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Formats the measurements: medians over the rounds, and for the ratio also its minimum and maximum.
final class OrdersReport {
    private OrdersReport() {}

    static String head() {
        return """
                clients | orders/s service | pgbench | ratio (min to max) | CPU-µs per order: service + PostgreSQL \
                + others | pgbench: PostgreSQL + others | p50 service, pgbench ms | p99 service, pgbench ms""";
    }

    static String line(int clients, List<Pair> pairs) {
        var ratio = Spread.of(pairs, Pair::ratio);
        return String.format(
                Locale.ROOT,
                "%7d | %16.0f | %7.0f | %s | %.0f + %.0f + %.0f | %.0f + %.0f | %.1f, %.1f | %.1f, %.1f",
                clients,
                median(pairs, pair -> pair.ours().perSecond()),
                median(pairs, pair -> pair.baseline().perSecond()),
                ratio.ratio(),
                median(pairs, pair -> pair.ours().perCall(pair.ours().serviceMicros())),
                median(pairs, pair -> pair.ours().perCall(pair.ours().storeMicros())),
                median(pairs, pair -> pair.ours().perCall(pair.ours().otherMicros())),
                median(pairs, pair -> pair.baseline().perCall(pair.baseline().storeMicros())),
                median(pairs, pair -> pair.baseline().perCall(pair.baseline().otherMicros())),
                median(pairs, pair -> pair.ours().millis(0.5)),
                median(pairs, pair -> pair.baseline().millis(0.5)),
                median(pairs, pair -> pair.ours().millis(0.99)),
                median(pairs, pair -> pair.baseline().millis(0.99)));
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        return Spread.of(pairs, figure).median();
    }
}
