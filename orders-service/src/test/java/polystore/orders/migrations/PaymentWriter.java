package polystore.orders.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/// Represents a version of the service: records payments and reads them back until it is stopped.
final class PaymentWriter implements Callable<List<String>> {

    /// Longest time that a migration may delay a payment: its `lock_timeout` of 2 s, and a reserve for a busy machine.
    static final Duration WAIT_MAX = Duration.ofSeconds(4);

    private static final String ORDER = """
            insert into orders (id, customer_id, status, version, placed_at, reserved_until, currency, total,
                                ship_city, ship_country, personal, personal_key)
            values (?, 'ada', 'PAID', 2, now(), now(), 'EUR', 1, 'London', 'GB', '\\x00', gen_random_uuid())
            """;

    private final Schema schema;
    private final String column;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;
    private volatile Duration longest = Duration.ZERO;

    PaymentWriter(Schema schema, String column) {
        this.schema = schema;
        this.column = column;
    }

    void stop() {
        stopping = true;
    }

    int count() {
        return acknowledged.size();
    }

    /// The duration of the slowest payment.
    Duration longest() {
        return longest;
    }

    /// The references of all payments that were acknowledged.
    @Override
    public List<String> call() throws SQLException, InterruptedException {
        try (var connection = schema.application()) {
            connection.setAutoCommit(false);
            while (!stopping) {
                var start = System.nanoTime();
                acknowledged.add(pay(connection));
                var took = Duration.ofNanos(System.nanoTime() - start);
                longest = took.compareTo(longest) > 0 ? took : longest;
                Thread.sleep(2);
            }
        }
        return acknowledged;
    }

    private String pay(Connection connection) throws SQLException {
        var order = UUID.randomUUID();
        var reference = column + "-" + order;
        try (var place = connection.prepareStatement(ORDER);
                var pay = connection.prepareStatement("insert into payment (" + column
                        + ", order_id, amount, currency, at) values (?, ?, 1, 'EUR', now()) on conflict (" + column
                        + ") do nothing");
                var find = connection.prepareStatement("select order_id from payment where " + column + " = ?")) {
            place.setObject(1, order);
            place.executeUpdate();
            pay.setString(1, reference);
            pay.setObject(2, order);
            if (pay.executeUpdate() != 1) {
                throw new IllegalStateException(reference + " was not recorded");
            }
            connection.commit();
            find.setString(1, reference);
            var row = find.executeQuery();
            if (!row.next() || !order.equals(row.getObject(1, UUID.class))) {
                throw new IllegalStateException(reference + " cannot be found as " + column);
            }
            connection.commit();
        }
        return reference;
    }
}
