package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import polystore.analytics.sales.OrderChanges.Move;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderEvent.OrderReturned;

/// Stores the facts of each order, with one statement per kind of fact for any number of events.
@ApplicationScoped
public class PostgresFacts {

    private static final String PLACE = """
        insert into order_fact (order_id, version, status, customer_id, country, currency, total, units, placed_at)
        select id, version, 'PLACED', customer, country, currency, total, units, at::timestamptz
          from unnest(:ids, :versions, :customers, :countries, :currencies, :totals, :units, :at)
               as p (id, version, customer, country, currency, total, units, at)
        """;

    private static final String LINES = """
        insert into order_line_fact (order_id, line_no, sku, product_id, category, quantity, line_total)
        select * from unnest(:ids, :numbers, :skus, :products, :categories, :quantities, :totals)
        """;

    /// The latest name by time of placing, whatever the order in which orders are applied.
    private static final String NAMES = """
        insert into product_fact as p (product_id, sku, name, at)
        select distinct on (product) product, sku, name, at::timestamptz
          from unnest(:products, :skus, :names, :at) as n (product, sku, name, at)
         order by product, at::timestamptz desc, sku desc, name desc
        on conflict (product_id) do update set sku = excluded.sku, name = excluded.name, at = excluded.at
         where (excluded.at, excluded.sku, excluded.name) > (p.at, coalesce(p.sku, ''), p.name)
        """;

    private static final String MOVE = """
        update order_fact f
           set version = m.version, discarded = 0, status = m.status,
               paid_at = coalesce(f.paid_at, m.paid::timestamptz),
               shipped_at = coalesce(f.shipped_at, m.shipped::timestamptz),
               delivered_at = coalesce(f.delivered_at, m.delivered::timestamptz),
               returned_at = coalesce(f.returned_at, m.returned::timestamptz),
               cancelled_at = coalesce(f.cancelled_at, m.cancelled::timestamptz),
               expired_at = coalesce(f.expired_at, m.expired::timestamptz),
               refund_due = coalesce(m.refund, f.refund_due)
          from unnest(:ids, :versions, :statuses, :paid, :shipped, :delivered, :returned, :cancelled, :expired, :refunds)
               as m (id, version, status, paid, shipped, delivered, returned, cancelled, expired, refund)
         where f.order_id = m.id
        """;

    private static final String RETURN = """
        insert into order_return_fact (order_id, version, line_no, at, quantity, refund)
        select id, version, line, at::timestamptz, quantity, refund
          from unnest(:ids, :versions, :lines, :at, :quantities, :refunds)
               as r (id, version, line, at, quantity, refund)
        """;

    public void add(Handle transaction, OrderChanges changes) {
        if (!changes.placed().isEmpty()) {
            place(transaction, changes.placed());
            var lines = changes.placed().stream().flatMap(Placed::lines).toList();
            addLines(transaction, lines);
            addNames(transaction, lines);
        }
        if (!changes.moved().isEmpty()) {
            move(transaction, List.copyOf(changes.moved()));
        }
        if (!changes.returned().isEmpty()) {
            addReturns(
                    transaction,
                    changes.returned().stream().flatMap(Back::lines).toList());
        }
    }

    private record Placed(OrderPlaced order, OrderEvent.Line line) {
        static Stream<Placed> lines(OrderPlaced order) {
            return order.lines().stream().map(line -> new Placed(order, line));
        }
    }

    private record Back(OrderReturned order, OrderEvent.ReturnedLine line) {
        static Stream<Back> lines(OrderReturned order) {
            return order.lines().stream().map(line -> new Back(order, line));
        }
    }

    private static void place(Handle transaction, List<OrderPlaced> placed) {
        transaction
                .createUpdate(PLACE)
                .bindArray("ids", UUID.class, of(placed, OrderPlaced::orderId))
                .bindArray("versions", Integer.class, of(placed, OrderPlaced::version))
                .bindArray("customers", String.class, of(placed, OrderPlaced::customerId))
                .bindArray(
                        "countries", String.class, of(placed, it -> it.shipTo().country()))
                .bindArray(
                        "currencies", String.class, of(placed, it -> it.total().currency()))
                .bindArray(
                        "totals", BigDecimal.class, of(placed, it -> it.total().amount()))
                .bindArray("units", Long.class, of(placed, PostgresFacts::units))
                .bindArray("at", String.class, of(placed, it -> it.at().toString()))
                .execute();
    }

    private static void addLines(Handle transaction, List<Placed> lines) {
        transaction
                .createUpdate(LINES)
                .bindArray("ids", UUID.class, of(lines, it -> it.order().orderId()))
                .bindArray("numbers", Integer.class, of(lines, it -> it.line().lineNo()))
                .bindArray("skus", String.class, of(lines, it -> it.line().sku()))
                .bindArray("products", String.class, of(lines, it -> it.line().productId()))
                .bindArray("categories", String.class, of(lines, it -> it.line().category()))
                .bindArray(
                        "quantities", Integer.class, of(lines, it -> it.line().quantity()))
                .bindArray(
                        "totals",
                        BigDecimal.class,
                        of(lines, it -> it.line().lineTotal().amount()))
                .execute();
    }

    private static void addNames(Handle transaction, List<Placed> lines) {
        transaction
                .createUpdate(NAMES)
                .bindArray("products", String.class, of(lines, it -> it.line().productId()))
                .bindArray("skus", String.class, of(lines, it -> it.line().sku()))
                .bindArray("names", String.class, of(lines, it -> it.line().name()))
                .bindArray("at", String.class, of(lines, it -> it.order().at().toString()))
                .execute();
    }

    private static void move(Handle transaction, List<Move> moved) {
        transaction
                .createUpdate(MOVE)
                .bindArray("ids", UUID.class, of(moved, Move::orderId))
                .bindArray("versions", Integer.class, of(moved, Move::version))
                .bindArray("statuses", String.class, of(moved, it -> it.status().name()))
                .bindArray("paid", String.class, of(moved, it -> text(it.paidAt())))
                .bindArray("shipped", String.class, of(moved, it -> text(it.shippedAt())))
                .bindArray("delivered", String.class, of(moved, it -> text(it.deliveredAt())))
                .bindArray("returned", String.class, of(moved, it -> text(it.returnedAt())))
                .bindArray("cancelled", String.class, of(moved, it -> text(it.cancelledAt())))
                .bindArray("expired", String.class, of(moved, it -> text(it.expiredAt())))
                .bindArray("refunds", BigDecimal.class, of(moved, Move::refundDue))
                .execute();
    }

    private static void addReturns(Handle transaction, List<Back> returned) {
        transaction
                .createUpdate(RETURN)
                .bindArray("ids", UUID.class, of(returned, it -> it.order().orderId()))
                .bindArray(
                        "versions", Integer.class, of(returned, it -> it.order().version()))
                .bindArray("lines", Integer.class, of(returned, it -> it.line().lineNo()))
                .bindArray(
                        "at", String.class, of(returned, it -> it.order().at().toString()))
                .bindArray(
                        "quantities",
                        Integer.class,
                        of(returned, it -> it.line().quantity()))
                .bindArray(
                        "refunds",
                        BigDecimal.class,
                        of(returned, it -> it.line().refund().amount()))
                .execute();
    }

    private static long units(OrderPlaced order) {
        return order.lines().stream().mapToLong(OrderEvent.Line::quantity).sum();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static <T, C extends @Nullable Object> List<C> of(List<T> rows, Function<T, C> column) {
        return rows.stream().map(column).toList();
    }
}
