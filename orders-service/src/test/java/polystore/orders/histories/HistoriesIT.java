package polystore.orders.histories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.orders.OrdersStores;
import polystore.orders.order.ExpireOrders;
import polystore.orders.order.MoveOrder;
import polystore.orders.stock.MoveStock;

/// The invariants hold after each step of every history. `-Dhistory.seed=42` runs one history, `-Dhistory.seeds=500`
/// five hundred.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class HistoriesIT {

    private static final int STEPS = 60;

    @Inject
    TestShop shop;

    @Inject
    MoveOrder moveOrder;

    @Inject
    ExpireOrders expireOrders;

    @Inject
    MoveStock moveStock;

    @Inject
    Jdbi jdbi;

    @Test
    void keepTheInvariantsAfterEveryStep() throws Exception {
        var only = Long.getLong("history.seed");
        var seeds = only == null ? LongStream.range(0, Long.getLong("history.seeds", 10)) : LongStream.of(only);
        var outcomes = new ArrayList<String>();
        for (var seed : seeds.toArray()) {
            var history = new History(seed, new History.UseCases(shop, moveOrder, expireOrders, moveStock, jdbi));
            for (var step = 1; step <= STEPS; step++) {
                history.step();
                assertThat(broken(history))
                        .as("seed %d, step %d, after %s", seed, step, history.outcomes)
                        .isEmpty();
            }
            outcomes.addAll(history.outcomes);
        }

        assertThat(outcomes)
                .as("the histories have every outcome")
                .contains("Accepted", "Refused", "Replayed", "payment Moved", "payment Refused", "payment Replayed")
                .contains("shipment Moved", "delivery Moved", "return Moved", "cancellation Moved");
    }

    /// Each invariant fails for a row that violates it.
    @Test
    void reportViolations() throws Exception {
        var history = new History(1, new History.UseCases(shop, moveOrder, expireOrders, moveStock, jdbi));
        while (history.orders.isEmpty()) {
            history.step();
        }
        var order = history.orders.getFirst();
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "update stock set on_hand = on_hand + 1, reserved = reserved + 1 where sku = ?",
                    history.skus.getFirst());
            handle.execute("update orders set version = version + 1, total = total + 1 where id = ?", order);

            assertThat(Invariants.broken(handle, history.skus, history.orders))
                    .extracting(off -> off.substring(0, off.indexOf(':')))
                    .containsExactlyInAnyOrder(
                            "StockIsConserved",
                            "ReservedIsOpenReservations",
                            "EveryVersionOfAnOrderHasOneEvent",
                            "PaymentsAndRefundsMatchOrders");
            // Another connection, which does not see the change, computes the documents of the old rows.
            try (var before = jdbi.open().begin()) {
                assertThat(Invariants.documentsUnlikeRows(before, handle, history.orders))
                        .singleElement(STRING)
                        .startsWith("DocumentEqualsRows")
                        .contains(order.toString());
                before.rollback();
            }
            handle.rollback();
        });
    }

    private List<String> broken(History history) throws Exception {
        return jdbi.inTransaction(handle -> Invariants.broken(handle, history.skus, history.orders));
    }
}
