package polystore.orders.placing;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Claim;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.idempotency.KeyTaken;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.order.domain.Order;
import polystore.orders.outbox.OutboxRow;
import polystore.orders.privacy.CustomerKey;
import polystore.orders.privacy.Personal;
import polystore.orders.privacy.PostgresCustomerKeys;
import polystore.orders.privacy.Vault;
import polystore.orders.refusal.Refusal;

/// Decide, keep, announce, in one transaction and without a remote call.
@ApplicationScoped
public class PlaceOrder {

    private final PostgresIdempotency idempotency;
    private final PostgresCustomerKeys keys;
    private final PostgresPlacing orders;
    private final Vault vault;
    private final TimeBasedEpochGenerator ids;
    private final Duration reservation;

    public PlaceOrder(
            PostgresIdempotency idempotency,
            PostgresCustomerKeys keys,
            PostgresPlacing orders,
            Vault vault,
            TimeBasedEpochGenerator ids,
            @ConfigProperty(name = "polystore.orders.reservation") Duration reservation) {
        this.idempotency = idempotency;
        this.keys = keys;
        this.orders = orders;
        this.vault = vault;
        this.ids = ids;
        this.reservation = reservation;
    }

    /// @param key carries the customer
    /// @param country ISO 3166-1 alpha-2
    /// @param by who places it, for the history
    public record Command(
            IdempotencyKey key,
            Cart cart,
            Personal personal,
            String city,
            String country,
            String by,
            @Nullable String traceparent) {}

    @Transactional(rollbackOn = SQLException.class)
    public Placement handle(Command command, Instant now) throws SQLException {
        var known = orders.look(command.key(), command.cart(), now);
        if (!(known.claim() instanceof Claim.Fresh)) {
            return new Placement.Replayed(known.claim());
        }
        return switch (Pricing.of(command.cart(), known.offers())) {
            case Pricing.Refused(var why) -> refuse(command.key(), why, now);
            case Pricing.Priced priced -> reserveAndKeep(command, priced, known.customerKey(), now);
        };
    }

    private Placement reserveAndKeep(
            Command command, Pricing.Priced priced, @Nullable CustomerKey customerKey, Instant now)
            throws SQLException {
        var shortage = orders.reserve(command.cart());
        if (!shortage.isEmpty()) {
            return refuse(command.key(), Shortage.refusal(command.cart(), shortage), now);
        }
        var id = ids.construct(now.toEpochMilli());
        var order = new Order.Placed(facts(command, priced, id, now), 1);
        var key = customerKey != null ? customerKey : newKey(command.key().customerId(), now);
        var announcement = OutboxRow.of(ids.generate(), Announcements.placed(order), command.traceparent());
        var sealed = vault.seal(key, id, command.personal());
        if (!orders.add(order, command, key.keyId(), sealed, announcement)) {
            throw new KeyTaken();
        }
        return new Placement.Accepted(order);
    }

    private Placement refuse(IdempotencyKey key, Refusal why, Instant now) {
        idempotency.keep(key, why, now);
        return new Placement.Refused(why);
    }

    private Order.Facts facts(Command command, Pricing.Priced priced, UUID id, Instant now) {
        return new Order.Facts(
                id,
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
