package polystore.command.demo;

import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Reads the sales figures as an analyst.
public record Analytics(RetryingGateway gateway, CatchUp catchUp) {
    /// The sales paid in a half-open interval.
    ///
    /// @param by the dimension, such as `product` or `category`; empty for one total
    public SalesAnswer sales(Instant from, Instant to, String by, String currency) {
        var path = "/v1/analytics/sales?interval=month&from=" + from + "&to=" + to + (by.isEmpty() ? "" : "&by=" + by);
        var answer = gateway.get(Caller.analyst(), path).orThrow("Reading the sales");
        return SalesAnswer.of(answer.body(), by, currency);
    }

    /// Repeats a call until its answer is as expected or can no longer change.
    public <T> T await(Supplier<T> ask, Predicate<T> expected, Predicate<T> complete) {
        return catchUp.await(ask, expected, complete);
    }
}
