package polystore.command.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// Places orders as their customers and pays them as the payment provider.
public record Checkout(RetryingGateway gateway) {
    private static final int ILLEGAL_TRANSITION = 409;

    /// One line of a cart.
    public record Line(String sku, int quantity) {}

    /// The shipping address.
    ///
    /// @param country ISO 3166-1 alpha-2
    public record Address(String name, String street, String city, String postalCode, String country) {}

    /// The body of `POST /v1/orders`.
    public record Cart(List<Line> lines, Address shipTo, String email) {}

    /// An order as the gateway answered it last.
    ///
    /// @param etag of this version of the order
    /// @param total unparsed, to be sent back unchanged
    public record Order(String id, String status, String etag, JsonNode total) {
        private static Order of(Answer answer) {
            return new Order(
                    answer.body().path("id").asText(),
                    answer.body().path("status").asText(),
                    answer.etag(),
                    answer.body().path("total"));
        }
    }

    /// @param key the idempotency key: a second call with the same key returns the same order
    public Order place(String customer, String key, Cart cart) {
        var headers = Map.of("Idempotency-Key", key);
        return Order.of(gateway.post(Caller.customer(customer), "/v1/orders", cart, headers)
                .orThrow("Order " + key));
    }

    public Order read(String id) {
        return Order.of(gateway.get(Caller.staff(), "/v1/orders/" + id).orThrow("Reading order " + id));
    }

    /// Pays an order in full.
    ///
    /// @param reference of the payment; also its idempotency key
    /// @return false when the order's status allows no payment, such as `EXPIRED`
    public boolean pay(Order order, String reference) {
        var headers = Map.of("Idempotency-Key", reference, "If-Match", order.etag());
        var body = Map.of("amount", order.total(), "reference", reference);
        var answer = gateway.post(Caller.staff(), "/v1/orders/" + order.id() + "/payment", body, headers);
        if (answer.status() == ILLEGAL_TRANSITION) {
            return false;
        }
        answer.orThrow("Paying order " + order.id());
        return true;
    }
}
