package polystore.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import polystore.orders.outbox.OutboxRow;

/// The SQL of expiry: one statement expires many unpaid orders.
@ApplicationScoped
class PostgresExpiry {

    /// Skips orders that another transaction has locked, because a payment or cancellation of them is running.
    static final String DUE = """
        select id from orders where status = 'PLACED' and reserved_until <= :now
        order by reserved_until limit :batch for no key update skip locked
        """;

    /// Counts at most 10,000 orders.
    static final String RESERVATIONS = """
        select count(*) as unpaid, coalesce(extract(epoch from :now - min(reserved_until)), 0) as overdue
        from (select reserved_until from orders where status = 'PLACED' order by reserved_until limit 10000) unpaid
        """;

    /// The stock of all of them is added up per SKU and locked in SKU order.
    static final String EXPIRE = """
        with moved as (
            update orders set status = 'EXPIRED', version = version + 1 where id = any(:ids)
            returning id, version),
        lined as (
            update order_line set status = 'EXPIRED' where order_id = any(:ids)),
        step as (
            insert into order_history (order_id, version, status, at, by)
            select id, version, 'EXPIRED', :now, 'system:expiry' from moved),
        event as (
            insert into outbox (event_id, aggregate, version, type, payload)
            select e.event_id, m.id, m.version, :type, e.payload::json
            from unnest(:eventIds, :ids, :payloads) as e (event_id, id, payload) join moved m using (id)
            order by e.event_id),
        units as (
            select sku, sum(quantity) as quantity from order_line where order_id = any(:ids) group by sku),
        locked as materialized (
            select sku from stock where sku = any(array(select sku from units)) order by sku for no key update)
        update stock s set reserved = s.reserved - u.quantity, version = s.version + 1
        from units u join locked using (sku)
        where s.sku = u.sku and s.sku = any(array(select sku from units))
        returning s.sku
        """;

    private final Jdbi jdbi;

    PostgresExpiry(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Up to `batch` unpaid orders whose reservation has ended, locked until the transaction ends.
    List<OrderRow> due(Instant now, int batch) {
        return jdbi.withHandle(handle -> {
            var ids = handle.createQuery(DUE)
                    .bind("now", now)
                    .bind("batch", batch)
                    .mapTo(UUID.class)
                    .list();
            return PostgresOrders.read(handle, PostgresOrders.ORDERS, ids);
        });
    }

    /// @param unpaid orders that reserve stock
    /// @param overdueSeconds time since the end of the oldest reservation, 0 while none has ended
    record Reservations(long unpaid, double overdueSeconds) {}

    Reservations reservations(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(RESERVATIONS)
                .bind("now", now)
                .map((row, _) -> new Reservations(row.getLong("unpaid"), Math.max(0, row.getDouble("overdue"))))
                .one());
    }

    /// @param events one for each order, all of one type
    /// @return the SKUs whose stock was released
    List<String> expire(List<OutboxRow> events, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(EXPIRE)
                .bindArray(
                        "ids",
                        UUID.class,
                        events.stream().map(OutboxRow::aggregate).toList())
                .bindArray(
                        "eventIds",
                        UUID.class,
                        events.stream().map(OutboxRow::eventId).toList())
                .bindArray(
                        "payloads",
                        String.class,
                        events.stream().map(OutboxRow::payload).toList())
                .bind("type", events.getFirst().type())
                .bind("now", now)
                .mapTo(String.class)
                .list());
    }
}
