package polystore.orders.placing;

import static polystore.orders.PostgresArguments.array;
import static polystore.orders.PostgresArguments.bytes;
import static polystore.orders.PostgresArguments.id;
import static polystore.orders.PostgresArguments.text;
import static polystore.orders.PostgresArguments.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
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
import polystore.orders.stock.PostgresStock;

/// The SQL of placing an order, set-based and in three round trips: read the data for the decision, lock and
/// reserve all lines, insert all rows.
@ApplicationScoped
class PostgresPlacing {

    /// The claim on the idempotency key as `PostgresIdempotency` makes it, the customer's key, and a row for each
    /// offer.
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

    /// Reserves all lines or none, after `PostgresStock.LOCK` has locked the rows: that statement waits for other
    /// transactions, this one sees their result. A single statement would refuse units that were added meanwhile,
    /// because PostgreSQL checks its condition on the row of the statement's snapshot first.
    private static final String RESERVE = """
        with wanted as (
            select * from unnest(:skus, :quantities) as w (sku, quantity)),
        short as (
            select w.sku, coalesce(s.available, 0) as available
            from wanted w left join (select sku, available from stock where sku = any(:skus)) s on s.sku = w.sku
            where coalesce(s.available, 0) < w.quantity),
        reserved as (
            update stock s set reserved = s.reserved + w.quantity, version = s.version + 1
            from wanted w
            where s.sku = w.sku and s.sku = any(:skus) and not exists (select from short))
        select sku, available from short
        """;

    /// The row count tells whether the idempotency key was still free.
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
        step as (
            insert into order_history (order_id, version, status, at, by)
            values (:id, :version, 'PLACED', :now, :by)),
        event as (
            insert into outbox (event_id, aggregate, version, type, payload, traceparent)
            values (:eventId, :id, :version, :type, :payload::json, :traceparent))
        select count(*) from keyed
        """;

    /// Both statements are sent in one round trip; the second begins when the locks are held.
    private static final String LOCK_AND_RESERVE = String.join(";\n", PostgresStock.LOCK, RESERVE);

    private final Jdbi jdbi;
    private final PostgresIdempotency idempotency;

    PostgresPlacing(Jdbi jdbi, PostgresIdempotency idempotency) {
        this.jdbi = jdbi;
        this.idempotency = idempotency;
    }

    /// The data for the decision.
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
                .bind("customer", text(key.customerId()))
                .bind("route", text(key.route()))
                .bind("key", text(key.key()))
                .bind("cutoff", time(PostgresIdempotency.validSince(now)))
                .bind("skus", array("text", cart.skus(), sku -> sku))
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
    /// @return the SKUs with too little stock, with their available units; empty when all lines are reserved
    Map<String, Long> reserve(Cart cart) {
        return jdbi.withHandle(handle -> handle.createQuery(LOCK_AND_RESERVE)
                .bind("skus", array("text", cart.lines(), Cart.Line::sku))
                .bind("quantities", array("int4", cart.lines(), Cart.Line::quantity))
                .execute(PostgresPlacing::shortage));
    }

    /// The result of the second statement.
    private static Map<String, Long> shortage(Supplier<PreparedStatement> executed, StatementContext context)
            throws SQLException {
        try (context) {
            var statement = executed.get();
            statement.getMoreResults();
            var available = new HashMap<String, Long>();
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    available.put(rows.getString("sku"), rows.getLong("available"));
                }
            }
            return available;
        }
    }

    /// Inserts order, lines, history, idempotency key and event.
    ///
    /// @return false when another request has used the idempotency key meanwhile; the caller must then roll back
    boolean add(Order.Placed order, PlaceOrder.Command command, UUID keyId, byte[] sealed, OutboxRow event) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(ADD)
                    .bind("eventId", id(event.eventId()))
                    .bind("type", text(event.type()))
                    .bind("payload", text(event.payload()))
                    .bind("traceparent", text(event.traceparent()))
                    .bind("route", text(command.key().route()))
                    .bind("key", text(command.key().key()))
                    .bind("fingerprint", bytes(command.key().fingerprint().bytes()))
                    .bind("personal", bytes(sealed))
                    .bind("personalKey", id(keyId))
                    .bind("by", text(command.by()));
            PostgresOrderArguments.bindOrder(query, order);
            PostgresOrderArguments.bindLines(query, order.facts().lines());
            return query.map((row, _) -> row.getInt(1)).one() == 1;
        });
    }
}
