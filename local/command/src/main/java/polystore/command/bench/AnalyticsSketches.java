package polystore.command.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;

/// The sketches of the customers of each quarter of an hour, made of the facts by the service's own class.
final class AnalyticsSketches {

    private static final String SKETCH = "polystore.analytics.sales.CustomerSketch";
    private static final int FETCHED_ROWS = 10_000;
    private static final int BATCH = 1_000;

    private static final String CUSTOMERS = """
            select date_bin('15 minutes', paid_at, timestamptz 'epoch') as bucket, customer_id from order_fact order by 1
            """;
    private static final String ADD =
            "insert into customer_sketch values ('all', ?, '', '" + AnalyticsFacts.CURRENCY + "', ?, ?)";

    private AnalyticsSketches() {}

    static void fill(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var customers = connection.createStatement();
                var add = connection.prepareStatement(ADD)) {
            customers.setFetchSize(FETCHED_ROWS);
            var rows = customers.executeQuery(CUSTOMERS);
            var sketch = ServiceClasses.create(SKETCH);
            var bucket = new Timestamp(0);
            var orders = 0L;
            var cells = 0;
            while (rows.next()) {
                if (!rows.getTimestamp(1).equals(bucket)) {
                    cells = add(add, bucket, orders, sketch, cells);
                    bucket = rows.getTimestamp(1);
                    sketch = ServiceClasses.create(SKETCH);
                    orders = 0;
                }
                ServiceClasses.call(sketch, "add", rows.getString(2));
                orders++;
            }
            add(add, bucket, orders, sketch, cells);
            add.executeBatch();
        }
        connection.commit();
    }

    /// @return the number of cells
    private static int add(PreparedStatement add, Timestamp bucket, long orders, Object sketch, int cells)
            throws SQLException {
        if (orders == 0) {
            return cells;
        }
        add.setTimestamp(1, bucket);
        add.setLong(2, orders);
        add.setBytes(3, (byte[]) ServiceClasses.call(sketch, "bytes"));
        add.addBatch();
        if ((cells + 1) % BATCH == 0) {
            add.executeBatch();
        }
        return cells + 1;
    }
}
