package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import polystore.analytics.sales.SalesQuery.Dimension;
import polystore.contracts.Money;

class SalesRowJsonTest {

    @Test
    void roundsTheAverageHalfUpToTheDecimalsOfTheCurrencyAndRatesToFour() {
        var euros = row("EUR", 8, "100.20", "33.40", "12.53");
        assertThat(euros.averageOrderValue()).isEqualTo(Money.of("12.53", "EUR")); // 12.525
        assertThat(euros.cancellationRate()).isEqualTo(new BigDecimal("0.3333"));
        assertThat(euros.returnRate()).isEqualTo(new BigDecimal("0.1250"));

        var yen = row("JPY", 2, "101", "0", "202");
        assertThat(yen.averageOrderValue()).isEqualTo(Money.of("51", "JPY"));
        assertThat(yen.cancellationRate()).isEqualTo(new BigDecimal("0.0000"));
        assertThat(yen.returnRate()).isEqualTo(new BigDecimal("2.0000"));
    }

    @Test
    void hasNoAverageWithoutOrdersAndNoRateWithoutRevenue() {
        var refunds = row("EUR", 0, "0", "5.00", "1.00");
        assertThat(refunds.averageOrderValue()).isNull();
        assertThat(refunds.cancellationRate()).isNull();
        assertThat(refunds.returnRate()).isNull();

        assertThat(row("EUR", 3, "0", "0", "0").averageOrderValue()).isEqualTo(Money.of("0.00", "EUR"));
    }

    private static SalesRowJson row(String currency, long orders, String revenue, String cancelled, String returned) {
        var amounts = new Amounts(
                9, orders, 20, new BigDecimal(revenue), new BigDecimal(cancelled), new BigDecimal(returned));
        return SalesRowJson.of(new SalesRow(Instant.EPOCH, "", null, null, currency, amounts, 7L), Dimension.ALL);
    }
}
