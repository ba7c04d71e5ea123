package polystore.orders.placing;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Claim;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.idempotency.KeyTakenException;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.order.domain.Order;
import polystore.orders.outbox.OutboxRow;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.privacy.CustomerKey;
import polystore.orders.privacy.Personal;
import polystore.orders.privacy.PostgresCustomerKeys;
import polystore.orders.privacy.Vault;
import polystore.orders.refusal.Refusal;
import polystore.orders.refusal.Refusal.ShortLine;
import polystore.orders.stock.StockChanges;
import polystore.platform.persistence.Transaction;
import polystore.platform.persistence.TransactionRunner;

/// Places an order in one transaction and without a remote call: claims the idempotency key, prices the cart,
/// reserves the stock, inserts the order and its event. After the commit it wakes the relay and records the
/// changed stock.
///
/// When another request uses the same key meanwhile, the transaction is run again and finds the order of the
/// other.
@ApplicationScoped
public class PlaceOrder {

    private final TransactionRunner transactions;
    private final PostgresIdempotency idempotency;
    private final PostgresCustomerKeys keys;
    private final PostgresPlacing orders;
    private final Vault vault;
    private final TimeBasedEpochGenerator ids;
    private final Duration reservation;
    private final OutboxSignal relay;
    private final StockChanges changes;

    public PlaceOrder(
            TransactionRunner transactions,
            PostgresIdempotency idempotency,
            PostgresCustomerKeys keys,
            PostgresPlacing orders,
            Vault vault,
            TimeBasedEpochGenerator ids,
            @ConfigProperty(name = "polystore.orders.reservation") Duration reservation,
            OutboxSignal relay,
            StockChanges changes) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.keys = keys;
        this.orders = orders;
        this.vault = vault;
        this.ids = ids;
        this.reservation = reservation;
        this.relay = relay;
        this.changes = changes;
    }

    /// @param key the idempotency key, with the customer
    /// @param country ISO 3166-1 alpha-2
    /// @param by role and subject of the caller, for the history
    public record Command(
            IdempotencyKey key,
            Cart cart,
            Personal personal,
            String city,
            String country,
            String by,
            @Nullable String traceparent) {}

    public Placement handle(Command command, Instant now) {
        return transactions.run(transaction -> {
            var known = orders.look(command.key(), command.cart(), now);
            if (!(known.claim() instanceof Claim.Fresh)) {
                return new Placement.Replayed(known.claim());
            }
            return switch (Pricing.of(command.cart(), known.offers())) {
                case Pricing.Refused(var why) -> refuse(command.key(), why, now);
                case Pricing.Priced priced -> place(command, priced, known.customerKey(), transaction, now);
            };
        });
    }

    private Placement place(
            Command command,
            Pricing.Priced priced,
            @Nullable CustomerKey customerKey,
            Transaction transaction,
            Instant now) {
        var available = orders.reserve(command.cart());
        if (!available.isEmpty()) {
            return refuse(command.key(), shortage(command.cart(), available), now);
        }
        var order = new Order.Placed(facts(command, priced, now), 1);
        keep(
                order,
                command,
                customerKey != null ? customerKey : newKey(command.key().customerId(), now));
        transaction.afterCommit(relay::wake);
        transaction.afterCommit(() -> changes.add(command.cart().skus()));
        return new Placement.Accepted(order);
    }

    private void keep(Order.Placed order, Command command, CustomerKey key) {
        var sealed = vault.seal(key, order.facts().id(), command.personal());
        var event = OutboxRow.of(ids.generate(), PlacedOrderEvent.of(order), command.traceparent());
        if (!orders.add(order, command, key.keyId(), sealed, event)) {
            throw new KeyTakenException();
        }
    }

    private Placement refuse(IdempotencyKey key, Refusal why, Instant now) {
        idempotency.keep(key, why, now);
        return new Placement.Refused(why);
    }

    /// @param available units per SKU that is short; 0 for a SKU that has no stock at all
    private static Refusal shortage(Cart cart, Map<String, Long> available) {
        return new Refusal.InsufficientStock(IntStream.range(0, cart.lines().size())
                .filter(i -> available.containsKey(cart.lines().get(i).sku()))
                .mapToObj(i -> {
                    var sku = cart.lines().get(i).sku();
                    return new ShortLine(i, sku, available.getOrDefault(sku, 0L));
                })
                .toList());
    }

    private Order.Facts facts(Command command, Pricing.Priced priced, Instant now) {
        return new Order.Facts(
                ids.construct(now.toEpochMilli()),
                command.key().customerId(),
                now,
                now.plus(reservation),
                priced.lines(),
                priced.total(),
                command.city(),
                command.country());
    }

    private CustomerKey newKey(String customerId, Instant now) {
        return keys.addOrFind(vault.newKey(UUID.randomUUID(), customerId), now);
    }
}
