package polystore.orders.plans;

import java.sql.Connection;
import java.sql.SQLException;
import polystore.orders.OrdersStores;
import polystore.stores.ServiceDatabase;

/// A database with the statistics of a shop that has run for a year: most orders are delivered, few are open, and a
/// few SKUs and customers are very frequent. The rows, and their partitions of the outbox, are the same on every run
/// and at every hour.
final class LargeShop {

    /// 50 000 in the normal run; `-Dplans.orders=1000000` for production's size, with four lines an order.
    static final int ORDERS = Integer.getInteger("plans.orders", 50_000);

    static final int SKUS = Math.clamp(ORDERS / 25, 100, 20_000);
    static final int CUSTOMERS = ORDERS / 10;

    /// Rows of the outbox, at most those of about four days.
    private static final int OUTBOX = Math.min(ORDERS, 100_000);

    private LargeShop() {}

    static ServiceDatabase open() throws SQLException {
        var database = OrdersStores.migrated();
        try (var connection = java.sql.DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password())) {
            // Vacuum marks a page as all-visible only when its commits are on disk.
            execute(connection, "set synchronous_commit = on");
            burnTransactions(connection);
            execute(connection, SEED.formatted(ORDERS, SKUS, CUSTOMERS, OUTBOX));
            // Statistics are computed from all rows, so that the same rows always give the same plans.
            execute(connection, "set default_statistics_target = 1000; set maintenance_work_mem = '256MB'");
            execute(connection, "vacuum analyze");
        }
        return database;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The outbox's rows need transaction numbers of the past, and a new cluster has none.
    private static void burnTransactions(Connection connection) throws SQLException {
        execute(connection, """
                create temporary table burnt (n int); do $$ begin
                for n in 1..20000 loop begin insert into burnt values (n); exception when others then null; end; end loop;
                end $$""");
    }

    @SuppressWarnings("InlineFormatString") // a page of SQL reads better at the end of the file
    private static final String SEED = """
            create temporary table size as
                select %1$d as orders, %2$d as skus, %3$d as customers, %4$d as outbox;
            select setseed(0.42);
            create function pg_temp.v7(at timestamptz, n bigint) returns uuid language sql as $$
                select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000'
                    || '8' || substr(md5(n::text), 1, 15))::uuid $$;
            create temporary table placed as
                select n, pg_temp.v7(at, n) as id, at, 'customer-' || floor(customers * power(random(), 3))::int as customer,
                       case when n > orders * 0.995 then 'PLACED' when n > orders * 0.98 then 'PAID'
                            when n > orders * 0.95 then 'SHIPPED' when n %% 33 = 0 then 'CANCELLED'
                            when n %% 40 = 0 then 'EXPIRED' when n %% 90 = 0 then 'RETURNED' else 'DELIVERED' end as status,
                       floor(skus * power(random(), 3))::int as favourite
                from size, generate_series(1, orders) n,
                     lateral (select date_trunc('milliseconds', now()) - interval '365 days' * (1 - n::float8 / orders) as at) t;
            insert into price_book_product select 'product-' || n, 1 from size, generate_series(0, skus - 1) n;
            insert into price_book_offer
                select 'SKU-' || n, currency, 9.99, currency = 'EUR', 'product-' || n, 'Thing ' || n, 'things', true
                from size, generate_series(0, skus - 1) n, unnest(array['EUR', 'USD']) currency where currency = 'EUR' or n %% 2 = 0;
            insert into stock (sku, on_hand, reserved, published_band) select 'SKU-' || n, 1000000, 100000, case when n %% 500 > 0 then 'IN_STOCK' end
                from size, generate_series(0, skus - 1) n;
            insert into stock_movement (id, sku, quantity, reason, reference, at, by)
                select pg_temp.v7(now() - interval '1 hour' * m, n * 100 + m), 'SKU-' || n, 50000, 'delivery', 'delivery-' || m, now(), 'staff:sam'
                from size, generate_series(0, skus - 1) n, generate_series(1, case when n = 3 then 2000 else 20 end) m;
            insert into customer_key
                select 'customer-' || n, md5('key' || n)::uuid, case when n %% 1000 = 0 then 'k0' else 'k1' end, decode(repeat('00', 60), 'hex'), now()
                from size, generate_series(0, customers - 1) n;
            insert into orders (id, customer_id, status, version, placed_at, reserved_until, currency, total,
                                ship_city, ship_country, personal, personal_key)
                select id, customer, status, case status when 'PLACED' then 1 when 'PAID' then 2 when 'SHIPPED' then 3 else 4 end, at,
                       case status when 'PLACED' then now() + interval '15 minutes' - interval '1 second' * (n %% 1000) else at end,
                       'EUR', 39.96, 'London', 'GB', decode(repeat('00', 150), 'hex'), md5('key' || customer)::uuid
                from placed order by n;
            insert into order_line (order_id, line_no, sku, product_id, name, category, quantity, unit_price, customer_id, status)
                select id, l, 'SKU-' || s, 'product-' || s, 'Thing ' || s, 'things', 1, 9.99, customer, status
                from size, placed, generate_series(1, 4) l, lateral (select (favourite + (l - 1) * (skus / 7)) %% skus as s) chosen
                order by n, l;
            insert into order_history
                select id, v, case v when 1 then 'PLACED' when 2 then 'PAID' else status end, at, 'customer:' || customer
                from placed, generate_series(1, case status when 'PLACED' then 1 when 'PAID' then 2 else 3 end) v;
            insert into payment select 'payment-' || n, id, 39.96, 'EUR', at from placed where status not in ('PLACED', 'EXPIRED');
            insert into refund_due select id, 4, 39.96, 'EUR', 'return', at from placed where status in ('CANCELLED', 'RETURNED');
            insert into idempotency (customer_id, route, key, fingerprint, order_id, order_version, created_at)
                select customer, 'POST /v1/orders', 'key-' || n, decode(repeat('5a', 32), 'hex'), id, 1,
                       now() - interval '1 second' * (86400 + 60 - 86460 * (n - orders * 0.9) / (orders * 0.1))
                from size, placed where n > orders * 0.9;
            do $$ begin for n in 2..4 loop
                execute format('create table if not exists outbox_%%s partition of outbox for values from (%%L) to (%%L)',
                    to_char(current_date - n, 'YYYYMMDD'), current_date - n, current_date - n + 1);
            end loop; end $$;
            insert into outbox (xid, at, event_id, aggregate, version, type, payload)
                select (pg_current_xact_id()::text::bigint - 18000 + 17990 * (n - orders + outbox) / outbox)::text::xid8,
                       date_trunc('day', now()) - interval '90 hours' * (orders - n) / outbox, pg_temp.v7(at, n + 1000000000), id, 1,
                       'polystore.orders.OrderPlaced', json_build_object('orderId', id, 'filler', repeat('x', 500))
                from size, placed where n > orders - outbox order by n;
            update relay_position set window_from = xid, window_to = xid, after_id = last
                from (select (max(xid::text::bigint) - 40)::text::xid8 as xid, max(id) - 200 as last from outbox) done;
            insert into outbox_parked (id, event_id, aggregate, version, type, payload, at, cause)
                select n, md5('e' || n)::uuid, md5('a' || n)::uuid, 1, 'polystore.orders.OrderPlaced', '{}', now(), 'too large'
                from generate_series(1, 50) n;
            """;
}
