package polystore.command.demo.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polystore.command.demo.Checkout.Line;
import polystore.contracts.Money;

class DemoPlanTest {
    private static final DemoPlan PLAN = new DemoPlan("r1", 7, 300, 5);

    @Test
    void isTheSameEachTimeItIsAsked() {
        assertThat(new DemoPlan("r1", 7, 300, 5).purchase(17)).isEqualTo(PLAN.purchase(17));
        assertThat(new DemoPlan("r1", 7, 300, 5).article(3)).isEqualTo(PLAN.article(3));
    }

    @Test
    void noPurchaseHasASkuTwice() {
        for (int i = 0; i < PLAN.orders(); i++) {
            var lines = PLAN.purchase(i).lines();
            assertThat(lines).isNotEmpty();
            assertThat(new HashSet<>(lines.stream().map(Line::sku).toList())).hasSameSizeAs(lines);
        }
    }

    @Test
    void demandAndSalesAreThoseOfThePurchases() {
        var units = IntStream.range(0, PLAN.orders())
                .mapToLong(i -> PLAN.purchase(i).units())
                .sum();
        var revenue = IntStream.range(0, PLAN.orders())
                .mapToObj(i -> PLAN.purchase(i).total())
                .reduce(Money.zero("EUR"), Money::plus);

        assertThat(Arrays.stream(PLAN.demand()).sum()).isEqualTo(units);
        assertThat(PLAN.sales().orders()).isEqualTo(300);
        assertThat(PLAN.sales().units()).isEqualTo(units);
        assertThat(PLAN.sales().revenue()).isEqualTo(revenue);
    }

    @Test
    void aTotalIsItsLinesAtTheArticlesPrices() {
        var purchase = PLAN.purchase(4);
        var total = Money.zero("EUR");
        for (var line : purchase.lines()) {
            var article = IntStream.range(0, PLAN.products())
                    .mapToObj(PLAN::article)
                    .filter(it -> it.sku().equals(line.sku()))
                    .findFirst()
                    .orElseThrow();
            total = total.plus(article.price().times(line.quantity()));
        }
        assertThat(purchase.total()).isEqualTo(total);
    }

    @Test
    void oneProductAndOneCustomerAreEnough() {
        var plan = new DemoPlan("r2", 1, 3, 1);

        assertThat(plan.purchase(2).lines()).hasSize(1);
        assertThat(plan.demand()).hasSize(1);
    }
}
