package polystore.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.contracts.Money;
import polystore.orders.OrdersStores;
import polystore.orders.histories.TestShop;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.order.domain.Action;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.placing.Cart;
import polystore.orders.placing.Placement;
import polystore.orders.stock.RecordedStockChanges;
import polystore.orders.stock.StockChanges;
import polystore.orders.time.Now;
import polystore.platform.persistence.TransactionRunner;

/// The relay is woken, and changed stock is recorded, after the commit, because a reader that is woken earlier would
/// see the old rows.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class SignalsIT {

    @Inject
    TestShop shop;

    @Inject
    TransactionRunner transactions;

    @Inject
    PostgresOrders orders;

    @Inject
    PostgresTransitions transitions;

    @Inject
    PostgresOrderStock stock;

    @Inject
    PostgresExpiry expiry;

    @Inject
    PostgresIdempotency idempotency;

    @Inject
    TimeBasedEpochGenerator ids;

    @Inject
    Jdbi jdbi;

    private final OutboxSignal relay = new OutboxSignal();
    private final StockChanges changes = new StockChanges();

    @Test
    void aCancelledOrderSignalsAfterItsCommit() {
        var sku = shop.sells("SIGNAL-", "10.00", 5);
        var cancel = command(placed(sku, Instant.now()), new Action.Cancel("changed my mind"));

        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(moveOrder().handle(cancel, Instant.now())).isInstanceOf(MoveOrder.Outcome.Moved.class);
            assertNoSignal();
        });

        assertThat(isWoken()).isTrue();
        assertThat(RecordedStockChanges.of(changes)).containsExactly(sku);
    }

    @Test
    void aPaidOrderWakesTheRelayAndChangesNoStock() {
        var sku = shop.sells("SIGNAL-", "10.00", 5);
        var order = placed(sku, Instant.now());

        moveOrder().handle(command(order, new Action.Pay(Money.of("10.00", "EUR"), "signal-" + order)), Instant.now());

        assertThat(isWoken()).isTrue();
        assertThat(RecordedStockChanges.of(changes)).isEmpty();
    }

    @Test
    void expiredOrdersSignalAfterTheirCommit() {
        var sku = shop.sells("SIGNAL-", "10.00", 5);
        var order = placed(sku, Instant.now());
        var meters = new SimpleMeterRegistry();
        var expireOrders = new ExpireOrders(
                transactions, expiry, ids, relay, changes, new ReservationMetrics(expiry, new Now(), meters));

        QuarkusTransaction.requiringNew().run(() -> {
            // In this transaction only, so that the service's own expiry does not see it.
            jdbi.useHandle(handle -> handle.execute("update orders set reserved_until = now() where id = ?", order));
            assertThat(expireOrders.handle(Instant.now().plusSeconds(1), ExpireOrders.BATCH_MAX))
                    .isPositive();
            assertNoSignal();
            assertThat(meters.counter("polystore.reservations.expired").count()).isZero();
        });

        assertThat(isWoken()).isTrue();
        assertThat(RecordedStockChanges.of(changes)).contains(sku);
        assertThat(meters.counter("polystore.reservations.expired").count()).isPositive();
    }

    @Test
    void measuresHowLongAnUnpaidOrderIsOverdue() {
        placed(shop.sells("SIGNAL-", "10.00", 5), Instant.now());

        assertThat(expiry.reservations(Instant.now()).unpaid()).isPositive();
        assertThat(expiry.reservations(Instant.now()).overdueSeconds()).isZero();
        assertThat(expiry.reservations(Instant.now().plus(Duration.ofDays(1))).overdueSeconds())
                .isBetween(60.0 * 60, 24 * 60 * 60.0);
    }

    private MoveOrder moveOrder() {
        return new MoveOrder(transactions, orders, transitions, stock, idempotency, ids, relay, changes);
    }

    private UUID placed(String sku, Instant now) {
        var command = TestShop.command("signal-" + sku, "key", new Cart.Line(sku, 1));
        return ((Placement.Accepted) shop.place(command, now)).order().facts().id();
    }

    private static MoveOrder.Command command(UUID order, Action action) {
        return new MoveOrder.Command(order, action, version -> version == 1, null, "staff:sam", null);
    }

    private void assertNoSignal() {
        assertThat(isWoken()).as("woken before the commit").isFalse();
        assertThat(RecordedStockChanges.of(changes))
                .as("recorded before the commit")
                .isEmpty();
    }

    private boolean isWoken() {
        try {
            return relay.await(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
