package polystore.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.orders.OrdersStores;
import polystore.orders.histories.TestShop;
import polystore.orders.idempotency.Claim;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.privacy.PostgresCustomerKeys;
import polystore.orders.privacy.Vault;
import polystore.orders.refusal.Refusal;
import polystore.orders.stock.RecordedStockChanges;
import polystore.orders.stock.StockChanges;
import polystore.platform.persistence.TransactionRunner;

/// The actions after the commit of the transaction, and its second run after a lost race.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class PlaceOrderIT {

    @Inject
    TestShop shop;

    @Inject
    TransactionRunner transactions;

    @Inject
    PostgresIdempotency idempotency;

    @Inject
    PostgresCustomerKeys keys;

    @Inject
    PostgresPlacing orders;

    @Inject
    Vault vault;

    @Inject
    TimeBasedEpochGenerator ids;

    @Inject
    Jdbi jdbi;

    private final OutboxSignal relay = new OutboxSignal();
    private final StockChanges changes = new StockChanges();
    private PlaceOrder placeOrder;

    @BeforeEach
    void withSignalsOfItsOwn() {
        placeOrder = new PlaceOrder(
                transactions, idempotency, keys, orders, vault, ids, Duration.ofMinutes(15), relay, changes);
    }

    @Test
    void wakesTheRelayAndRecordsTheStockOnceTheOrderIsCommitted() throws Exception {
        var sku = shop.sells("SIGNAL-", "1.00", 5);
        var command = TestShop.command("signal-" + sku, "key", new Cart.Line(sku, 1));

        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(placeOrder.handle(command, Instant.now())).isInstanceOf(Placement.Accepted.class);
            assertThat(isWoken()).as("woken before the commit").isFalse();
            assertThat(RecordedStockChanges.of(changes))
                    .as("recorded before the commit")
                    .isEmpty();
        });

        assertThat(isWoken()).isTrue();
        assertThat(RecordedStockChanges.of(changes)).containsExactly(sku);
    }

    @Test
    void givesNoSignalForAnOrderThatIsRefused() {
        var sku = shop.sells("SIGNAL-", "1.00", 1);
        var command = TestShop.command("signal-" + sku, "key", new Cart.Line(sku, 2));

        assertThat(placeOrder.handle(command, Instant.now())).isInstanceOf(Placement.Refused.class);

        assertThat(isWoken()).isFalse();
        assertThat(RecordedStockChanges.of(changes)).isEmpty();
    }

    /// The other request commits after this one has read the key and before it writes, while this one waits for a
    /// lock.
    @Test
    void runsAgainWhenAnotherRequestUsesTheKeyMeanwhile() throws Exception {
        var sku = shop.sells("RACE-", "1.00", 5);
        var command = TestShop.command("race-" + sku, "key", new Cart.Line(sku, 1));

        var placement = jdbi.inTransaction(other -> {
            other.execute("select from stock where sku = ? for update", sku);
            var running = CompletableFuture.supplyAsync(() -> placeOrder.handle(command, Instant.now()));
            awaitWaiting();
            other.execute(
                    """
                    insert into idempotency (customer_id, route, key, fingerprint, problem, created_at)
                    values (?, ?, ?, ?, '{"reason":"TotalTooLarge"}', now())""",
                    command.key().customerId(),
                    command.key().route(),
                    command.key().key(),
                    command.key().fingerprint().bytes());
            other.commit();
            return running.get();
        });

        assertThat(placement).isEqualTo(new Placement.Replayed(new Claim.RefusedBefore(new Refusal.TotalTooLarge())));
        assertThat(isWoken()).as("woken by the attempt that was rolled back").isFalse();
    }

    private void awaitWaiting() {
        await().atMost(Duration.ofSeconds(1))
                .until(() -> jdbi.withHandle(
                        handle -> handle.createQuery("""
                                select exists (select from pg_stat_activity
                                where datname = current_database() and wait_event_type = 'Lock')""").mapTo(Boolean.class).one()));
    }

    private boolean isWoken() {
        try {
            return relay.await(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
