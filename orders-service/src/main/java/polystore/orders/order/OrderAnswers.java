package polystore.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import polystore.orders.idempotency.Claim;
import polystore.orders.order.OrderJson.ShipmentJson;
import polystore.orders.order.domain.Order;
import polystore.orders.privacy.CustomerKey;
import polystore.orders.privacy.Personal;
import polystore.orders.privacy.PostgresCustomerKeys;
import polystore.orders.privacy.Vault;
import polystore.orders.refusal.Refusal;
import polystore.orders.refusal.RefusalProblems;
import polystore.platform.http.Problem;
import polystore.platform.rest.EntityTags;
import polystore.platform.rest.ProblemResponse;

/// Renders orders, refusals and replays as responses; the only place where personal data is decrypted.
@ApplicationScoped
public class OrderAnswers {

    private final PostgresOrders orders;
    private final PostgresHistory history;
    private final PostgresCustomerKeys keys;
    private final Vault vault;

    public OrderAnswers(PostgresOrders orders, PostgresHistory history, PostgresCustomerKeys keys, Vault vault) {
        this.orders = orders;
        this.history = history;
        this.keys = keys;
        this.vault = vault;
    }

    /// 201 with the order just placed.
    public Response created(Order order, Personal personal, Caller caller) {
        // A relative path: clients use the address of the gateway, which this service does not know.
        return Response.status(Response.Status.CREATED)
                .header("Location", "/v1/orders/" + order.facts().id())
                .header("ETag", EntityTags.of(order.version()))
                .entity(OrderJson.of(order, personal, null, caller.actions()))
                .build();
    }

    /// 200 with the current order.
    Response ok(OrderRow row, Caller caller) {
        return Response.ok(json(row, openable(List.of(row)), caller))
                .header("ETag", EntityTags.of(row.order().version()))
                .build();
    }

    List<OrderJson> all(List<OrderRow> rows, Caller caller) {
        var openable = openable(rows);
        return rows.stream().map(row -> json(row, openable, caller)).toList();
    }

    /// The outcome of an earlier request with the same idempotency key, marked as a replay.
    public Response replayed(Claim claim, int status, Caller caller) {
        return switch (claim) {
            case Claim.Fresh _ -> throw new IllegalStateException("a fresh key has nothing to replay");
            case Claim.Running _ ->
                ProblemResponse.of(
                        Problem.of(
                                "request/in-progress",
                                409,
                                "First request still running",
                                "The first request with this Idempotency-Key has not finished: repeat this one in a"
                                        + " second."),
                        1);
            case Claim.OtherRequest _ ->
                ProblemResponse.of(Problem.of(
                        "request/idempotency-key-reused",
                        422,
                        "Idempotency-Key used before",
                        "This Idempotency-Key belongs to a request with another body: use a new key for a new"
                                + " request."));
            case Claim.RefusedBefore(var why) -> marked(refused(why));
            case Claim.Done done -> marked(again(done, status, caller));
        };
    }

    public Response refused(Refusal why) {
        return ProblemResponse.of(RefusalProblems.of(why));
    }

    /// The order with the status of that version. Its returned units are the current ones; everything else never
    /// changes.
    private Response again(Claim.Done done, int status, Caller caller) {
        var row = orders.find(done.orderId()).orElseThrow();
        var then = history.of(done.orderId()).stream()
                .filter(step -> step.version() == done.version())
                .findFirst()
                .orElseThrow();
        var order = Order.of(then.status(), row.order().facts(), then.version());
        var answer = Response.status(status)
                .header("ETag", EntityTags.of(then.version()))
                .entity(json(
                        new OrderRow(order, row.personal(), row.personalKey(), null, null),
                        openable(List.of(row)),
                        caller));
        return status == 201
                ? answer.header("Location", "/v1/orders/" + done.orderId()).build()
                : answer.build();
    }

    private static Response marked(Response answer) {
        return Response.fromResponse(answer)
                .header("Idempotency-Replayed", "true")
                .build();
    }

    private Map<UUID, CustomerKey> openable(List<OrderRow> rows) {
        return keys.findAll(rows.stream().map(OrderRow::customerId).distinct().toList());
    }

    private OrderJson json(OrderRow row, Map<UUID, CustomerKey> openable, Caller caller) {
        var key = openable.get(row.personalKey());
        var personal = key == null
                ? Personal.ERASED
                : vault.open(key, row.order().facts().id(), row.personal());
        var shipment = row.carrier() == null || row.trackingNumber() == null
                ? null
                : new ShipmentJson(row.carrier(), row.trackingNumber());
        return OrderJson.of(row.order(), personal, shipment, caller.actions());
    }
}
