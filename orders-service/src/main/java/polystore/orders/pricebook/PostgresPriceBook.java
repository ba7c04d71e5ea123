package polystore.orders.pricebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import polystore.contracts.Money;
import polystore.contracts.catalog.ProductSnapshot;

/// The price book in PostgreSQL, with one row per SKU and currency.
@ApplicationScoped
public class PostgresPriceBook {

    private static final String OFFERS = """
        select sku, currency, amount, is_default, product_id, name, category, orderable
        from price_book_offer where sku = any(:skus)
        """;

    /// Returns no row when the price book has this version or a newer one.
    private static final String RAISE = """
        insert into price_book_product as p (product_id, version) values (:product, :version)
        on conflict (product_id) do update set version = excluded.version where p.version < excluded.version
        """;

    /// Also replaces rows of a SKU that belonged to another product before.
    private static final String REPLACE = """
        with gone as (
            delete from price_book_offer
            where product_id = :product and (sku, currency) not in (select * from unnest(:skus, :currencies)))
        insert into price_book_offer as o
            (sku, currency, amount, is_default, product_id, name, category, orderable)
        select n.sku, n.currency, n.amount, n.is_default, :product, n.name, :category, :orderable
        from unnest(:skus, :currencies, :amounts, :defaults, :names) as n (sku, currency, amount, is_default, name)
        on conflict (sku, currency) do update
            set amount = excluded.amount, is_default = excluded.is_default, product_id = excluded.product_id,
                name = excluded.name, category = excluded.category, orderable = excluded.orderable
        """;

    private final Jdbi jdbi;

    public PostgresPriceBook(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// All prices of these SKUs, in any order; unknown SKUs are missing.
    public List<Offer> offers(Collection<String> skus) {
        return jdbi.withHandle(handle -> handle.createQuery(OFFERS)
                .bindArray("skus", String.class, skus)
                .map((row, _) -> offer(row))
                .list());
    }

    /// Applies one product, like [#apply(Collection)].
    public void apply(ProductSnapshot product) {
        apply(List.of(product));
    }

    /// Applies products in one transaction, each unless the price book has its version or a newer one.
    public void apply(Collection<ProductSnapshot> products) {
        jdbi.useTransaction(handle -> products.forEach(product -> {
            if (raise(handle, product)) {
                replace(handle, product);
            }
        }));
    }

    private static boolean raise(Handle handle, ProductSnapshot product) {
        return handle.createUpdate(RAISE)
                        .bind("product", product.productId())
                        .bind("version", product.version())
                        .execute()
                > 0;
    }

    private static void replace(Handle handle, ProductSnapshot product) {
        var skus = new ArrayList<String>();
        var prices = new ArrayList<Money>();
        var defaults = new ArrayList<Boolean>();
        var names = new ArrayList<String>();
        for (var offer : product.offers()) {
            for (var price : offer.prices()) {
                skus.add(offer.sku());
                prices.add(price);
                defaults.add(price.equals(offer.prices().getFirst()));
                names.add(offer.name());
            }
        }
        handle.createUpdate(REPLACE)
                .bind("product", product.productId())
                .bind("category", product.category())
                .bind("orderable", product.status() == ProductSnapshot.Status.PUBLISHED)
                .bindArray("skus", String.class, skus)
                .bindArray(
                        "currencies",
                        String.class,
                        prices.stream().map(Money::currency).toList())
                .bindArray(
                        "amounts",
                        BigDecimal.class,
                        prices.stream().map(Money::amount).toList())
                .bindArray("defaults", Boolean.class, defaults)
                .bindArray("names", String.class, names)
                .execute();
    }

    /// One row of the book.
    public static Offer offer(ResultSet row) throws SQLException {
        return new Offer(
                row.getString("sku"),
                new Money(row.getBigDecimal("amount"), row.getString("currency")),
                row.getBoolean("is_default"),
                row.getString("product_id"),
                row.getString("name"),
                row.getString("category"),
                row.getBoolean("orderable"));
    }
}
