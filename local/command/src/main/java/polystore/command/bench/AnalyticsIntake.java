package polystore.command.bench;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderEvent;
import polystore.stores.Credentials;

/// Measures how fast the running analytics service consumes events that are in the topic already: it is suspended while
/// they are published.
///
/// @param kafka settings of a client
/// @param jdbcUrl of the service's database
/// @param service its process
record AnalyticsIntake(Map<String, String> kafka, String jdbcUrl, Credentials user, long service) {

    private static final long SECONDS_MAX = 300;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final String NEXT =
            "select coalesce(sum(next_offset), 0) from consumer_position where next_offset > 0 and topic = ?";

    /// @return events per second, from resuming the service to the commit of the last event
    double perSecond(List<OrderEvent> events, AnalyticsEvents ids)
            throws SQLException, IOException, InterruptedException {
        var before = next();
        try (var _ = SuspendedProcesses.of(List.of(service))) {
            publish(events, ids);
        }
        var started = System.nanoTime();
        awaitNext(before + events.size(), started);
        return events.size() / ((System.nanoTime() - started) / 1e9);
    }

    private void publish(List<OrderEvent> events, AnalyticsEvents ids) throws InterruptedException {
        var settings = new HashMap<String, Object>(kafka);
        settings.put("linger.ms", 20);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var sent = events.stream()
                    .map(event -> producer.send(record(event, ids)))
                    .toList();
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refuses the events of the benchmark", e);
        }
    }

    private static ProducerRecord<String, byte[]> record(OrderEvent event, AnalyticsEvents ids) {
        var envelope = new Envelope(
                ids.id(),
                event.type(),
                "/orders",
                event.at(),
                event.orderId().toString(),
                ids.traceparent(),
                ContractJson.encode(event));
        var record = new ProducerRecord<>(Topics.ORDERS_EVENTS, envelope.key(), envelope.body());
        envelope.headers().forEach(record.headers()::add);
        return record;
    }

    private void awaitNext(long expected, long started) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl, user.user(), user.password());
                var statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, Topics.ORDERS_EVENTS);
            while (System.nanoTime() - started < TimeUnit.SECONDS.toNanos(SECONDS_MAX)) {
                var rows = statement.executeQuery();
                rows.next();
                if (rows.getLong(1) >= expected) {
                    return;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        throw new IllegalStateException("The analytics service has not consumed the events within " + SECONDS_MAX
                + " s: see ./polystore status");
    }

    private long next() throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl, user.user(), user.password());
                var statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, Topics.ORDERS_EVENTS);
            var rows = statement.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }
}
