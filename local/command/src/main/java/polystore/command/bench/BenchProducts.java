package polystore.command.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import polystore.stores.Credentials;

/// The products and customers of the benchmark: the same SKUs, prices and stock in the database of the service and
/// in that of the baseline.
///
/// The benchmark's orders stay in the local stack, as orders of the customers `bench-1`, `bench-2`, …; `down --wipe`
/// removes them.
final class BenchProducts {
    static final int SKUS = 7_500;
    static final int CUSTOMERS = 200;
    static final String SKU = "BENCH-";
    static final String CUSTOMER = "bench-";

    /// More than a benchmark can sell; booked in the ledger too, whose sum must equal the stock.
    private static final String STOCK = """
            with counted as (
                insert into stock (sku, on_hand, published_band)
                select '%1$s' || n, 1000000000, 'IN_STOCK' from generate_series(1, %2$d) n
                on conflict (sku) do nothing returning sku)
            insert into stock_movement (id, sku, quantity, reason, at, by)
            select uuidv7(), sku, 1000000000, 'benchmark', now(), 'staff:bench' from counted
            """.formatted(SKU, SKUS);

    private static final String PRODUCT =
            "insert into price_book_product (product_id, version) values ('bench', 1) on conflict do nothing";

    private static final String OFFERS = """
            insert into price_book_offer (sku, currency, amount, is_default, product_id, name, category, orderable)
            select '%1$s' || n, 'EUR', n %% 500 + 0.99, true, 'bench', 'Benchmark product ' || n, 'bench', true
            from generate_series(1, %2$d) n on conflict do nothing
            """.formatted(SKU, SKUS);

    /// The service creates the keys of its customers itself; those of the baseline are placeholders of the same
    /// size.
    private static final String KEYS = """
            insert into customer_key (customer_id, key_id, master_key, wrapped, created_at)
            select '%1$s' || n, gen_random_uuid(), 'k1', decode(repeat('00', 60), 'hex'), now()
            from generate_series(1, %2$d) n on conflict do nothing
            """.formatted(CUSTOMER, CUSTOMERS);

    private BenchProducts() {}

    /// Inserts the products into a database with the schema of the orders service.
    ///
    /// @param customers whether to insert customers too
    static void into(String jdbcUrl, Credentials user, boolean customers) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl, user.user(), user.password())) {
            execute(connection, PRODUCT);
            execute(connection, OFFERS);
            execute(connection, STOCK);
            if (customers) {
                execute(connection, KEYS);
            }
            execute(connection, "vacuum analyze");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
