package polystore.orders.histories;

import com.fasterxml.uuid.Generators;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.contracts.catalog.ProductSnapshot.Offer;
import polystore.contracts.catalog.ProductSnapshot.Status;
import polystore.orders.idempotency.Fingerprint;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.placing.Cart;
import polystore.orders.placing.PlaceOrder;
import polystore.orders.placing.Placement;
import polystore.orders.pricebook.PostgresPriceBook;
import polystore.orders.privacy.Personal;
import polystore.orders.stock.MoveStock;
import polystore.orders.stock.Movement;

/// Creates SKUs with prices and stock, and places orders, by the use cases without HTTP.
@ApplicationScoped
public class TestShop {

    private static final int ATTEMPTS_MAX = 100;

    private final PostgresPriceBook prices;
    private final MoveStock moveStock;
    private final PlaceOrder placeOrder;

    TestShop(PostgresPriceBook prices, MoveStock moveStock, PlaceOrder placeOrder) {
        this.prices = prices;
        this.moveStock = moveStock;
        this.placeOrder = placeOrder;
    }

    /// A new SKU with a price and some stock.
    public String sells(String prefix, String amount, int units) {
        var sku = prefix + UUID.randomUUID();
        prices.apply(List.of(new ProductSnapshot(
                "p-" + sku,
                1,
                Instant.now(),
                Status.PUBLISHED,
                sku,
                "Thing",
                null,
                "thing",
                "things",
                List.of(new Offer(sku, "Thing", List.of(Money.of(amount, "EUR")))))));
        if (units > 0) {
            moveStock.handle(List.of(movement(sku, units, null)), true);
        }
        return sku;
    }

    public static Movement movement(String sku, long quantity, @Nullable String reference) {
        var id = Generators.timeBasedEpochGenerator().generate();
        return new Movement(id, sku, quantity, "test", reference, null, Instant.now(), "staff:sam");
    }

    public static PlaceOrder.Command command(String customer, String key, Cart.Line... lines) {
        var cart = new Cart(List.of(lines), "EUR");
        var fingerprint = cart.toString().getBytes(StandardCharsets.UTF_8);
        return new PlaceOrder.Command(
                new IdempotencyKey(customer, "POST /v1/orders", key, new Fingerprint(fingerprint, List.of())),
                cart,
                new Personal("Ada Lovelace", "12 St James's Square", "SW1Y 4JH", "ada@example.org"),
                "London",
                "GB",
                "customer:" + customer,
                null);
    }

    /// Places an order, and repeats the call while the database is busy, as a client would.
    public Placement place(PlaceOrder.Command command, Instant now) {
        return retryWhileBusy(() -> placeOrder.handle(command, now));
    }

    /// Repeats the call after a failure to get a connection; a deadlock or any other error is thrown.
    public static <T> T retryWhileBusy(Callable<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return work.call();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS_MAX || !isBusy(e)) {
                    throw e;
                }
            } catch (Exception e) {
                if (attempt == ATTEMPTS_MAX || !isBusy(e)) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /// True when the pool had no connection in time, or the connection broke.
    private static boolean isBusy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("57P");
            }
        }
        return false;
    }
}
