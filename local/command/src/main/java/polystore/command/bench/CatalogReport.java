package polystore.command.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import polystore.command.bench.CatalogRounds.Round;

/// Formats the measurements of `bench catalog`: medians over the rounds, and for ratios also minimum and maximum.
final class CatalogReport {
    private CatalogReport() {}

    static String head() {
        return """
                clients | reads/s with caches | without | driver | ratio with to without caches | ratio without caches \
                to driver | CPU-µs per read, service + MongoDB: with | without | p50 with, without ms \
                | p99 with, without ms""";
    }

    static String line(int clients, List<Round> rounds) {
        return String.format(
                Locale.ROOT,
                "%7d | %19.0f | %7.0f | %6.0f | %s | %s | %s | %s | %.2f, %.2f | %.2f, %.2f",
                clients,
                median(rounds, round -> round.cached().perSecond()),
                median(rounds, round -> round.uncached().perSecond()),
                median(rounds, round -> round.driver().perSecond()),
                Spread.of(rounds, Round::cachedToUncached).ratio(),
                Spread.of(rounds, Round::uncachedToDriver).ratio(),
                cpu(rounds, Round::cached),
                cpu(rounds, Round::uncached),
                median(rounds, round -> round.cached().millis(0.5)),
                median(rounds, round -> round.uncached().millis(0.5)),
                median(rounds, round -> round.cached().millis(0.99)),
                median(rounds, round -> round.uncached().millis(0.99)));
    }

    private static String cpu(List<Round> rounds, Function<Round, Measurement> side) {
        return String.format(
                Locale.ROOT,
                "%.0f + %.0f",
                median(rounds, round -> perCall(side.apply(round), Measurement::serviceMicros)),
                median(rounds, round -> perCall(side.apply(round), Measurement::storeMicros)));
    }

    private static double perCall(Measurement measurement, Function<Measurement, Long> micros) {
        return measurement.perCall(micros.apply(measurement));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds, figure).median();
    }
}
