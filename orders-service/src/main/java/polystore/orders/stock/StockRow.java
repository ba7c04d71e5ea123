package polystore.orders.stock;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// The stock of one SKU as Hibernate reads it; it is written by set-based SQL only.
@Entity
@Table(name = "stock")
@org.hibernate.annotations.Immutable
public class StockRow {

    @Id
    public String sku = "";

    @Column(name = "on_hand")
    public long onHand;

    public long reserved;

    /// `onHand - reserved`, computed by the database.
    public long available;

    /// `IN_STOCK`, `LOW` or `OUT`, computed by the database.
    public String band = "";

    /// Increases with every change; used as the entity tag.
    public long version;
}
