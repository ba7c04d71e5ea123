package polystore.orders.placing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.orders.database.NamedSql;
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

/// Placing, set-based and in three round trips: one looks, one locks and reserves all lines, one keeps everything.
///
/// Plain JDBC on the transaction's connection: this is the path that every order takes.
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

    /// Reserves all lines or none, of rows that `PostgresStock.LOCK` has locked before: that statement waits for
    /// other sellers, this one sees what they left. Both in one would lock rows as they are and update them as they
    /// were: PostgreSQL asks the check constraint of the row in the snapshot before it turns to the newest version,
    /// and units that came in meanwhile would not be sold, but fail.
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

    private static final NamedSql LOOKING = NamedSql.of(LOOK);
    private static final NamedSql RESERVING = NamedSql.of(PostgresStock.LOCK, RESERVE);
    private static final NamedSql ADDING = NamedSql.of(ADD);

    private final AgroalDataSource pool;
    private final PostgresIdempotency idempotency;

    public PostgresPlacing(AgroalDataSource pool, PostgresIdempotency idempotency) {
        this.pool = pool;
        this.idempotency = idempotency;
    }

    /// What is known before anything is decided.
    ///
    /// @param offers all prices of the cart's SKUs, in no order
    /// @param customerKey null for a customer who has none yet
    record Known(Claim claim, List<Offer> offers, @Nullable CustomerKey customerKey) {}

    /// Claims the idempotency key and reads prices and the customer's key.
    Known look(IdempotencyKey key, Cart cart, Instant now) throws SQLException {
        record Row(
                Claim claim,
                @Nullable Offer offer,
                @Nullable CustomerKey customerKey) {}
        try (var connection = pool.getConnection();
                var statement = LOOKING.on(connection)) {
            var rows = statement
                    .bind("customer", key.customerId())
                    .bind("route", key.route())
                    .bind("key", key.key())
                    .bind("cutoff", PostgresIdempotency.validSince(now))
                    .bind("skus", "text", cart.skus(), sku -> sku)
                    .list(row -> new Row(
                            idempotency.read(key, row),
                            row.getString("sku") == null ? null : PostgresPriceBook.offer(row),
                            row.getString("key_id") == null ? null : PostgresCustomerKeys.key(row)));
            var offers = rows.stream().map(Row::offer).filter(Objects::nonNull).toList();
            return new Known(rows.getFirst().claim(), offers, rows.getFirst().customerKey());
        }
    }

    /// Reserves every line of the cart, or nothing.
    ///
    /// @return the SKUs that are short, with the units that are available; empty when all is reserved
    Map<String, Long> reserve(Cart cart) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = RESERVING.on(connection)) {
            return statement
                    .bind("skus", "text", cart.lines(), Cart.Line::sku)
                    .bind("quantities", "int4", cart.lines(), Cart.Line::quantity)
                    .list(row -> Map.entry(row.getString("sku"), row.getLong("available")))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /// Keeps order, lines, history, key and announcement.
    ///
    /// @return false when another request took the idempotency key meanwhile; roll back then
    boolean add(Order.Placed order, PlaceOrder.Command command, UUID keyId, byte[] sealed, OutboxRow announcement)
            throws SQLException {
        try (var connection = pool.getConnection();
                var statement = ADDING.on(connection)) {
            bindOrder(statement, order);
            bindLines(statement, order.facts().lines());
            return statement
                    .bind("eventId", announcement.eventId())
                    .bind("type", announcement.type())
                    .bind("payload", announcement.payload())
                    .bind("traceparent", announcement.traceparent())
                    .bind("route", command.key().route())
                    .bind("key", command.key().key())
                    .bind("fingerprint", command.key().fingerprint())
                    .bind("personal", sealed)
                    .bind("personalKey", keyId)
                    .bind("by", command.by())
                    .list(row -> row.getInt(1))
                    .equals(List.of(1));
        }
    }

    private static void bindOrder(NamedSql.Bound statement, Order.Placed order) throws SQLException {
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

    private static void bindLines(NamedSql.Bound statement, List<Order.Line> lines) throws SQLException {
        statement
                .bind("skus", "text", lines, Order.Line::sku)
                .bind("products", "text", lines, Order.Line::productId)
                .bind("names", "text", lines, Order.Line::name)
                .bind("categories", "text", lines, Order.Line::category)
                .bind("quantities", "int4", lines, Order.Line::quantity)
                .bind("prices", "numeric", lines, line -> line.unitPrice().amount());
    }
}
