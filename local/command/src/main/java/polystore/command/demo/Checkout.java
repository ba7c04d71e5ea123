package polystore.command.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// Places orders as their customers and pays them as the payment provider would.
public record Checkout(PatientGateway gateway) {
    private static final int ILLEGAL_TRANSITION = 409;

    /// One line of a cart.
    public record Line(String sku, int quantity) {}

    /// Where it goes.
    ///
    /// @param country ISO 3166-1 alpha-2
    public record Address(String name, String street, String city, String postalCode, String country) {}

    /// The body of `POST /v1/orders`.
    public record Cart(List<Line> lines, Address shipTo, String email) {}

    /// An order as the gateway last showed it.
    ///
    /// @param etag to pay exactly this version of it
    /// @param total as Jackson reads it, to be sent back as it came
    public record Order(String id, String status, String etag, JsonNode total) {
        private static Order of(Answer answer) {
            return new Order(
                    answer.body().path("id").asText(),
                    answer.body().path("status").asText(),
                    answer.etag(),
                    answer.body().path("total"));
        }
    }

    /// @param key the idempotency key: the same one again answers the same order
    public Order place(String customer, String key, Cart cart) {
        var headers = Map.of("Idempotency-Key", key);
        return Order.of(gateway.post(Person.customer(customer), "/v1/orders", cart, headers)
                .orThrow("Order " + key));
    }

    public Order look(String id) {
        return Order.of(gateway.get(Person.staff(), "/v1/orders/" + id).orThrow("Reading order " + id));
    }

    /// Pays an order in full.
    ///
    /// @param reference the payment's own; also its idempotency key
    /// @return false when the order is in a state that cannot be paid, such as expired
    public boolean pay(Order order, String reference) {
        var headers = Map.of("Idempotency-Key", reference, "If-Match", order.etag());
        var body = Map.of("amount", order.total(), "reference", reference);
        var answer = gateway.post(Person.staff(), "/v1/orders/" + order.id() + "/payment", body, headers);
        if (answer.status() == ILLEGAL_TRANSITION) {
            return false;
        }
        answer.orThrow("Paying order " + order.id());
        return true;
    }
}
