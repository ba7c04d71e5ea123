package polystore.orders.documents;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import polystore.contracts.Mark;
import polystore.contracts.orders.OrderDocument;

/// Lets tests of other packages recompute a document.
public final class Documents {

    private Documents() {}

    public static List<OrderDocument> of(List<UUID> orders, Connection snapshot) throws SQLException {
        return OrderRowsToDocument.read(snapshot, orders, new Mark(1, OrderRowsToDocument.MAPPING));
    }
}
