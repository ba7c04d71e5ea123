package polystore.command.demo;

import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Asks what was sold, as an analyst.
public record Analytics(PatientGateway gateway, CatchUp catchUp) {
    /// What was paid for between two moments (half open).
    ///
    /// @param by `product`, `category` and so on; empty for all in one
    public Measured sales(Instant from, Instant to, String by, String currency) {
        var path = "/v1/analytics/sales?interval=month&from=" + from + "&to=" + to + (by.isEmpty() ? "" : "&by=" + by);
        var answer = gateway.get(Person.analyst(), path).orThrow("Asking for the sales");
        return Measured.of(answer.body(), by, currency);
    }

    /// Asks until the answer is as expected, or will not be any more.
    public <T> T await(Supplier<T> ask, Predicate<T> expected, Predicate<T> complete) {
        return catchUp.await(ask, expected, complete);
    }
}
