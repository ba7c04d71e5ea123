package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import polystore.contracts.stock.StockLevel;

/// The SQL of publishing stock levels: finds unpublished ones and marks them as published.
@ApplicationScoped
class PostgresStockLevels {

    static final String UNPUBLISHED =
            "select sku, band, available, version from stock where published_band is distinct from band order by sku"
                    + " limit :limit";

    static final String BY_SKU = "select sku, band, available, version from stock where sku = any(:skus)";

    /// A band that changed meanwhile stays unpublished; an unchanged row is not written again. Locks in SKU order,
    /// like every statement, so that it cannot deadlock with orders.
    static final String PUBLISHED = """
        with published as (
            select * from unnest(:skus, :bands) as p (sku, band)),
        locked as materialized (
            select sku from stock s where sku = any(:skus) and exists (
                select from published p
                where p.sku = s.sku and p.band = s.band and s.published_band is distinct from p.band)
            order by sku for no key update)
        update stock s set published_band = p.band from published p join locked using (sku)
        where s.sku = p.sku and s.band = p.band and s.sku = any(:skus)
        """;

    private final Jdbi jdbi;

    PostgresStockLevels(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<StockLevel> withUnpublishedBand(int limit, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(UNPUBLISHED)
                .bind("limit", limit)
                .map((row, _) -> level(row, now))
                .list());
    }

    List<StockLevel> of(Collection<String> skus, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(BY_SKU)
                .bindArray("skus", String.class, skus)
                .map((row, _) -> level(row, now))
                .list());
    }

    void published(List<StockLevel> levels) {
        jdbi.useHandle(handle -> handle.createUpdate(PUBLISHED)
                .bindArray(
                        "skus",
                        String.class,
                        levels.stream().map(StockLevel::sku).toList())
                .bindArray(
                        "bands",
                        String.class,
                        levels.stream().map(level -> level.band().name()).toList())
                .execute());
    }

    private static StockLevel level(ResultSet row, Instant now) throws SQLException {
        return new StockLevel(
                row.getString("sku"),
                StockLevel.Band.valueOf(row.getString("band")),
                row.getLong("available"),
                row.getLong("version"),
                now);
    }
}
