package polystore.command.demo.northwind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.command.demo.Sales;
import polystore.command.demo.SalesAnswer;
import polystore.command.demo.northwind.NorthwindCheck.Answered;
import polystore.contracts.Money;

class NorthwindCheckTest {
    private static final Sales CHAI = new Sales(2, 5, usd("90.00"));
    private static final Sales TOFU = new Sales(1, 1, usd("23.25"));
    private static final Sales ALL = new Sales(2, 6, usd("113.25"));
    private static final NorthwindCheck CHECK =
            new NorthwindCheck(ALL, Map.of("NW-1", CHAI, "NW-14", TOFU), Map.of("NW-1", "id-1", "NW-14", "id-14"));

    @Test
    void holdsWhenTheSumAndEveryProductAreEqual() {
        var answered = answered(ALL, Map.of("id-1", CHAI, "id-14", TOFU));

        assertThat(CHECK.holds(answered)).isTrue();
        assertThat(CHECK.report(answered)).contains("Equal to the cent. So is each of the 2 products.");
    }

    @Test
    void oneCentIsADifferenceAndIsNamed() {
        var answered = answered(new Sales(2, 6, usd("113.24")), Map.of("id-1", CHAI, "id-14", TOFU));

        assertThat(CHECK.holds(answered)).isFalse();
        assertThat(CHECK.report(answered)).contains("revenue by -0.01 USD");
    }

    @Test
    void twoProductsThatMakeUpForEachOtherAreFound() {
        var answered =
                answered(ALL, Map.of("id-1", new Sales(2, 5, usd("90.10")), "id-14", new Sales(1, 1, usd("23.15"))));

        assertThat(CHECK.holds(answered)).isFalse();
        assertThat(CHECK.report(answered)).contains("NW-1: ").contains("NW-14: ");
    }

    @Test
    void aProductThatAnalyticsDoesNotKnowIsADifference() {
        assertThat(CHECK.holds(answered(ALL, Map.of("id-1", CHAI)))).isFalse();
    }

    @Test
    void sellingOtherProductsMeanwhileDoesNotMatter() {
        assertThat(CHECK.holds(answered(ALL, Map.of("id-1", CHAI, "id-14", TOFU, "id-99", TOFU))))
                .isTrue();
    }

    private static Answered answered(Sales all, Map<String, Sales> byProduct) {
        return new Answered(new SalesAnswer("USD", Map.of("", all), true), new SalesAnswer("USD", byProduct, true));
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }
}
