package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// Inserts, changes, moves, deletes and sometimes truncates the rows of `customer`, `orders`, `line`, `product` and
/// `customer_tag`, until it is stopped. It outlives a restart of the database.
final class RowWriter implements AutoCloseable {

    private static final int CUSTOMERS = 60;
    private static final int ORDERS = 300;

    private final DataSource source;
    private final Random random;
    private final AtomicBoolean stopping = new AtomicBoolean();
    final AtomicInteger changes = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> running;

    RowWriter(DataSource source, long seed) {
        this.source = source;
        this.random = new Random(seed);
        this.running = thread.submit(this::write);
    }

    private void write() {
        while (!stopping.get()) {
            try (var connection = source.getConnection()) {
                while (!stopping.get()) {
                    change(connection);
                    changes.incrementAndGet();
                }
            } catch (SQLException e) {
                // Refused by a foreign key, or the server restarts: the next change may succeed.
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (var i = random.nextInt(4); i >= 0; i--) {
                statement.execute(statement());
            }
            if (random.nextInt(10) == 0) {
                connection.rollback();
            } else {
                connection.commit();
            }
        }
    }

    private String statement() {
        var customer = 1 + random.nextInt(CUSTOMERS);
        var order = 1 + random.nextInt(ORDERS);
        return switch (random.nextInt(13)) {
            case 0 -> "insert into customer values (" + customer + ", 'inserted', true, 'fr') on conflict do nothing";
            case 1 -> "update customer set name = 'name " + random.nextInt() + "' where id = " + customer;
            case 2 -> "update customer set active = not active where id = " + customer;
            case 3 -> "delete from customer where id = " + customer;
            case 4, 5 ->
                "insert into orders select " + order + ", min(id), 'new' from customer where id >= " + customer
                        + " having min(id) is not null on conflict do nothing";
            case 6 ->
                "update orders set customer_id = (select max(id) from customer where id <= " + customer
                        + ") where no = " + order;
            case 7 -> "delete from orders where no = " + order;
            case 8, 9 ->
                "insert into line select no, " + random.nextInt(3) + ", " + (1 + random.nextInt(20))
                        + ", 1 from orders where no = " + order + " on conflict (order_no, no) do update set quantity ="
                        + " line.quantity + 1";
            case 10 ->
                "update line set order_no = (select min(no) from orders where no > " + order + " and not exists"
                        + " (select from line l where l.order_no = orders.no)), no = 9 where order_no = " + order
                        + " and no = 1 and exists (select from orders where no > " + order
                        + " and not exists (select from line l where l.order_no = orders.no))";
            case 11 ->
                "update product set name = 'product " + random.nextInt() + "' where id = " + (1 + random.nextInt(20));
            default -> rare(customer);
        };
    }

    private String rare(int customer) {
        return switch (random.nextInt(30)) {
            case 0 -> "truncate line";
            case 1 -> "truncate customer cascade";
            case 2 -> "truncate customer_tag";
            default ->
                "insert into customer_tag select id, " + (1 + random.nextInt(3)) + " from customer where id = "
                        + customer + " on conflict do nothing";
        };
    }

    /// Ends after the current change.
    void stop() throws Exception {
        stopping.set(true);
        running.get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        stopping.set(true);
        thread.close();
    }
}
