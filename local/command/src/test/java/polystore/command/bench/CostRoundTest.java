package polystore.command.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostRoundTest {

    @Test
    void eachCostIsTheMedianOfTheSharesWithinTheRounds() {
        // The second round ran on a machine that was slower as a whole, which changes no share.
        var rounds = List.of(round(1000, 1010, 1111, 100), round(2000, 2040, 2040, 200), round(1000, 1030, 1030, 100));
        assertThat(CostRound.report(rounds).lines().skip(1))
                .containsExactly(
                        "order             |          1000.0 |  1030.0 |     1111.0 | 2.0 (1.0 to 3.0) | 0.0 (0.0 to"
                                + " 10.0)",
                        "read of a product |           100.0 |   103.0 |      106.1 | 3.0 (3.0 to 3.0) | 3.0 (3.0 to"
                                + " 3.0)");
    }

    private static CostRound round(double nothing, double metrics, double traces, double read) {
        return new CostRound(Map.of(
                CostSide.NOTHING,
                new CostRound.Figures(nothing, read),
                CostSide.METRICS,
                new CostRound.Figures(metrics, 1.03 * read),
                CostSide.TRACES,
                new CostRound.Figures(traces, 1.03 * 1.03 * read)));
    }
}
