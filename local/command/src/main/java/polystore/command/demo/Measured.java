package polystore.command.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import polystore.contracts.Money;

/// What analytics answers about sales in one currency.
///
/// @param byValue by product id, category code and so on; by the empty text where no dimension was asked for
/// @param complete whether everything that was published is in it
public record Measured(String currency, Map<String, Sales> byValue, boolean complete) {
    public Measured {
        byValue = Map.copyOf(byValue);
    }

    /// Sums the intervals of `GET /v1/analytics/sales`.
    ///
    /// @param dimension as in `by`, empty for none
    static Measured of(JsonNode answer, String dimension, String currency) {
        var byValue = new HashMap<String, Sales>();
        for (var row : answer.path("rows")) {
            if (row.at("/revenue/currency").asText().equals(currency)) {
                byValue.merge(row.path(dimension).asText(), sales(row, currency), Sales::plus);
            }
        }
        return new Measured(currency, byValue, answer.path("complete").asBoolean());
    }

    /// No sales where analytics has none.
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
