package polystore.command.transform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import polystore.stores.ServiceDatabase;

/// Writes rows of Northwind until it is stopped: inserts, changes, moves between parents, deletions, and now and then a
/// truncated table.
final class NorthwindWriter implements AutoCloseable {

    private final ServiceDatabase database;
    private final Random random = new Random(7);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Integer> running;

    NorthwindWriter(ServiceDatabase database) {
        this.database = database;
        this.running = thread.submit(this::write);
    }

    private int write() throws SQLException, InterruptedException {
        var changes = 0;
        try (var connection = DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password())) {
            for (; !stopping.get(); changes++) {
                change(connection);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        return changes;
    }

    private void change(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (var i = random.nextInt(3); i >= 0; i--) {
                statement.execute(statement());
            }
            connection.commit();
        }
    }

    private String statement() {
        var order = "(select order_id from orders order by order_id offset " + random.nextInt(830) + " limit 1)";
        var customer =
                "(select customer_id from customers order by customer_id offset " + random.nextInt(91) + " limit 1)";
        return switch (random.nextInt(random.nextInt(100) == 0 ? 10 : 9)) {
            case 0 ->
                "insert into orders (order_id, customer_id, employee_id) select max(order_id) + 1, " + customer
                        + ", 3 from orders where order_id < 32000 having max(order_id) < 32000";
            case 1 ->
                "insert into order_details select order_id, " + (1 + random.nextInt(77)) + ", 10, 1, 0 from orders"
                        + " where order_id = " + order + " on conflict do nothing";
            case 2 -> "update orders set customer_id = " + customer + " where order_id = " + order;
            case 3 -> "update order_details set quantity = " + random.nextInt(100) + " where order_id = " + order;
            case 4 -> "delete from order_details where order_id = " + order;
            case 5 ->
                "with gone as (select o.order_id from orders o where o.order_id = " + order + " and not exists"
                        + " (select from order_details d where d.order_id = o.order_id) and not exists (select from"
                        + " polystore.imported_order i where i.order_id = o.order_id)) delete from orders o using gone"
                        + " where o.order_id = gone.order_id";
            case 6 -> "update customers set phone = '" + random.nextInt() + "' where customer_id = " + customer;
            case 7 ->
                "update products set product_name = 'product " + random.nextInt(1_000) + "' where product_id = "
                        + (1 + random.nextInt(77));
            case 8 ->
                "update employees set title = 'title " + random.nextInt(1_000) + "' where employee_id = "
                        + (1 + random.nextInt(9));
            default -> "truncate order_details";
        };
    }

    /// @return how many transactions were written
    int stop() throws Exception {
        stopping.set(true);
        return running.get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        stopping.set(true);
        thread.close();
    }
}
