package polystore.orders.stock;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/// Simple reads of stock by key.
@ApplicationScoped
public class StockRows implements PanacheRepositoryBase<StockRow, String> {}
