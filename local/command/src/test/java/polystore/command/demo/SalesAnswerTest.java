package polystore.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import polystore.contracts.Money;

class SalesAnswerTest {
    private static final String ANSWER = """
            {"rows":[
              {"start":"2026-01-01T00:00:00Z","category":"demo-a","orders":2,"units":3,
               "revenue":{"amount":"10.10","currency":"EUR"}},
              {"start":"2026-02-01T00:00:00Z","category":"demo-a","orders":1,"units":1,
               "revenue":{"amount":"0.05","currency":"EUR"}},
              {"start":"2026-02-01T00:00:00Z","category":"demo-a","orders":9,"units":9,
               "revenue":{"amount":"9.00","currency":"USD"}},
              {"start":"2026-02-01T00:00:00Z","category":"other","orders":5,"units":5,
               "revenue":{"amount":"5.00","currency":"EUR"}}],
             "asOf":"2026-02-01T00:00:00Z","lagMs":0,"complete":true}""";

    @Test
    void sumsTheIntervalsOfOneValueInOneCurrency() throws JsonProcessingException {
        var measured = SalesAnswer.of(new ObjectMapper().readTree(ANSWER), "category", "EUR");

        assertThat(measured.of("demo-a")).isEqualTo(new Sales(3, 4, Money.of("10.15", "EUR")));
        assertThat(measured.complete()).isTrue();
    }

    @Test
    void aValueThatTheAnswerDoesNotHaveHasNoSales() throws JsonProcessingException {
        var measured = SalesAnswer.of(new ObjectMapper().readTree(ANSWER), "category", "EUR");

        assertThat(measured.of("demo-b")).isEqualTo(Sales.none("EUR"));
    }

    @Test
    void theTableNamesEveryDifference() {
        var comparison = new SalesComparison(
                "this run", new Sales(10, 20, Money.of("100.00", "EUR")), new Sales(9, 20, Money.of("100.01", "EUR")));

        assertThat(comparison.equal()).isFalse();
        assertThat(comparison.table()).endsWith("Different: analytics is off in orders by -1, revenue by +0.01 EUR.");
    }
}
