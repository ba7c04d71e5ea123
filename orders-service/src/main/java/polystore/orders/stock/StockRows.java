package polystore.orders.stock;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Reads stock by SKU and in pages.
@ApplicationScoped
public class StockRows implements PanacheRepositoryBase<StockRow, String> {

    /// The rows after this SKU, `count` at most.
    public List<StockRow> after(String sku, int count) {
        return find("sku > ?1 order by sku", sku).range(0, count - 1).list();
    }
}
