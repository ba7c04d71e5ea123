package polystore.command.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import polystore.contracts.Money;

/// The sales in one currency as analytics answers them.
///
/// @param byValue by the dimension's value, such as a product id or category code; by the empty string without a
/// dimension
/// @param complete whether all published events are included
public record SalesAnswer(String currency, Map<String, Sales> byValue, boolean complete) {
    public SalesAnswer {
        byValue = Map.copyOf(byValue);
    }

    /// Sums the intervals of `GET /v1/analytics/sales`.
    ///
    /// @param dimension the parameter `by`, empty for none
    static SalesAnswer of(JsonNode answer, String dimension, String currency) {
        var byValue = new HashMap<String, Sales>();
        for (var row : answer.path("rows")) {
            if (row.at("/revenue/currency").asText().equals(currency)) {
                byValue.merge(row.path(dimension).asText(), sales(row, currency), Sales::plus);
            }
        }
        return new SalesAnswer(currency, byValue, answer.path("complete").asBoolean());
    }

    /// Zero for a value that the answer does not have.
    public Sales of(String value) {
        return byValue.getOrDefault(value, Sales.none(currency));
    }

    private static Sales sales(JsonNode row, String currency) {
        return new Sales(
                row.path("orders").asLong(),
                row.path("units").asLong(),
                Money.of(row.at("/revenue/amount").asText(), currency));
    }
}
