package polystore.orders.placing;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Claim;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.order.domain.Order;
import polystore.orders.outbox.OutboxRow;
import polystore.orders.pricebook.Offer;
import polystore.orders.pricebook.PostgresPriceBook;
import polystore.orders.privacy.CustomerKey;
import polystore.orders.privacy.PostgresCustomerKeys;

/// Placing, set-based and in three statements: one looks, one reserves all lines, one keeps everything.
@ApplicationScoped
public class PostgresPlacing {

    /// Everything that is decided upon, in one round trip: the claim on the idempotency key as `PostgresIdempotency`
    /// makes it, the customer's key, and a row for each offer.
    private static final String LOOK = """
            select one.mine, i.fingerprint, i.order_id, i.order_version, i.problem,
                   k.key_id, k.customer_id, k.master_key, k.wrapped,
                   o.sku, o.currency, o.amount, o.is_default, o.product_id, o.name, o.category, o.orderable
            from (select pg_try_advisory_xact_lock(
                      hashtextextended(concat_ws(chr(31), :customer, :route, :key), 0)) as mine) one
            left join idempotency i on i.customer_id = :customer and i.route = :route and i.key = :key
                 and i.created_at > :cutoff
            left join customer_key k on k.customer_id = :customer
            left join price_book_offer o on o.sku = any(:skus)
            """;

    /// Locks in SKU order, so that orders wait for each other but never deadlock; reserves all lines or none.
    /// What is locked is read as of the lock, not of the statement's snapshot (PostgreSQL, 13.2.1 Read Committed).
    private static final String RESERVE = """
            with wanted as (
                select * from unnest(:skus, :quantities) as w (sku, quantity)),
            locked as materialized (
                select sku, available from stock where sku = any(:skus) order by sku for no key update),
            short as (
                select w.sku, coalesce(l.available, 0) as available
                from wanted w left join locked l on l.sku = w.sku
                where coalesce(l.available, 0) < w.quantity),
            reserved as (
                update stock s set reserved = s.reserved + w.quantity, version = s.version + 1
                from wanted w
                where s.sku = w.sku and s.sku = any(:skus) and not exists (select from short))
            select sku, available from short
            """;

    /// The count says whether the idempotency key was still free.
    private static final String ADD = """
            with keyed as (
                insert into idempotency as i (customer_id, route, key, fingerprint, order_id, order_version, created_at)
                values (:customer, :route, :key, :fingerprint, :id, :version, :now)
                on conflict (customer_id, route, key) do update
                    set fingerprint = excluded.fingerprint, order_id = excluded.order_id,
                        order_version = excluded.order_version, problem = null, created_at = excluded.created_at
                    where i.created_at <= excluded.created_at - interval '24 hours'
                returning 1),
            ordered as (
                insert into orders (id, customer_id, status, version, placed_at, reserved_until, currency, total,
                                    ship_city, ship_country, personal, personal_key)
                values (:id, :customer, 'PLACED', :version, :now, :reservedUntil, :currency, :total,
                        :city, :country, :personal, :personalKey)),
            lined as (
                insert into order_line (order_id, line_no, sku, product_id, name, category, quantity, unit_price,
                                        customer_id, status)
                select :id, l.line_no, l.sku, l.product_id, l.name, l.category, l.quantity, l.unit_price,
                       :customer, 'PLACED'
                from unnest(:skus, :products, :names, :categories, :quantities, :prices) with ordinality
                     as l (sku, product_id, name, category, quantity, unit_price, line_no)),
            told as (
                insert into order_history (order_id, version, status, at, by)
                values (:id, :version, 'PLACED', :now, :by)),
            announced as (
                insert into outbox (event_id, aggregate, version, type, payload, traceparent)
                values (:eventId, :id, :version, :type, :payload::json, :traceparent))
            select count(*) from keyed
            """;

    private final Jdbi jdbi;
    private final PostgresIdempotency idempotency;

    public PostgresPlacing(Jdbi jdbi, PostgresIdempotency idempotency) {
        this.jdbi = jdbi;
        this.idempotency = idempotency;
    }

    /// What is known before anything is decided.
    ///
    /// @param offers all prices of the cart's SKUs, in no order
    /// @param customerKey null for a customer who has none yet
    record Known(Claim claim, List<Offer> offers, @Nullable CustomerKey customerKey) {}

    /// Claims the idempotency key and reads prices and the customer's key.
    Known look(IdempotencyKey key, Cart cart, Instant now) {
        record Row(
                Claim claim,
                @Nullable Offer offer,
                @Nullable CustomerKey customerKey) {}
        var rows = jdbi.withHandle(handle -> handle.createQuery(LOOK)
                .bind("customer", key.customerId())
                .bind("route", key.route())
                .bind("key", key.key())
                .bind("cutoff", PostgresIdempotency.validSince(now))
                .bindArray("skus", String.class, cart.skus())
                .map((row, _) -> new Row(
                        idempotency.read(key, row),
                        row.getString("sku") == null ? null : PostgresPriceBook.offer(row),
                        row.getString("key_id") == null ? null : PostgresCustomerKeys.key(row)))
                .list());
        var offers = rows.stream().map(Row::offer).filter(Objects::nonNull).toList();
        return new Known(rows.getFirst().claim(), offers, rows.getFirst().customerKey());
    }

    /// Reserves every line of the cart, or nothing.
    ///
    /// @return the SKUs that are short, with the units that are available; empty when all is reserved
    Map<String, Long> reserve(Cart cart) {
        return jdbi.withHandle(handle -> handle.createQuery(RESERVE)
                .bindArray("skus", String.class, cart.skus())
                .bindArray(
                        "quantities",
                        Integer.class,
                        cart.lines().stream().map(Cart.Line::quantity).toList())
                .setMapKeyColumn("sku")
                .setMapValueColumn("available")
                .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, Long>>() {}));
    }

    /// Keeps order, lines, history, key and announcement.
    ///
    /// @return false when another request took the idempotency key meanwhile; roll back then
    boolean add(Order.Placed order, PlaceOrder.Command command, UUID keyId, byte[] sealed, OutboxRow announcement) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(ADD);
            bindOrder(query, order);
            bindLines(query, order.facts().lines());
            announcement.bindTo(query);
            return query.bind("route", command.key().route())
                            .bind("key", command.key().key())
                            .bind("fingerprint", command.key().fingerprint())
                            .bind("personal", sealed)
                            .bind("personalKey", keyId)
                            .bind("by", command.by())
                            .mapTo(Integer.class)
                            .one()
                    == 1;
        });
    }

    private static void bindOrder(SqlStatement<?> statement, Order.Placed order) {
        var facts = order.facts();
        statement
                .bind("id", facts.id())
                .bind("version", order.version())
                .bind("customer", facts.customerId())
                .bind("now", facts.placedAt())
                .bind("reservedUntil", facts.reservedUntil())
                .bind("currency", facts.total().currency())
                .bind("total", facts.total().amount())
                .bind("city", facts.city())
                .bind("country", facts.country());
    }

    private static void bindLines(SqlStatement<?> statement, List<Order.Line> lines) {
        statement
                .bindArray("skus", String.class, each(lines, Order.Line::sku))
                .bindArray("products", String.class, each(lines, Order.Line::productId))
                .bindArray("names", String.class, each(lines, Order.Line::name))
                .bindArray(
                        "categories",
                        String.class,
                        lines.stream().map(Order.Line::category).toArray())
                .bindArray("quantities", Integer.class, each(lines, Order.Line::quantity))
                .bindArray(
                        "prices",
                        BigDecimal.class,
                        each(lines, line -> line.unitPrice().amount()));
    }

    private static <T> List<T> each(List<Order.Line> lines, Function<Order.Line, T> column) {
        return lines.stream().map(column).toList();
    }
}
