package polystore.orders.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.contracts.Topics;
import polystore.platform.testing.TestStores;

/// The relay in several instances, of which one leads.
class OutboxRelayIT {

    private final RelayFixture fixture = new RelayFixture(TestStores.kafka().bootstrap());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anotherInstanceTakesOverWhenTheLeaderLosesItsConnection() throws Exception {
        var instances = List.of(fixture.start(), fixture.start());
        RelayFixture.await("one leader", () -> leaders(instances) == 1);
        var written = new HashMap<UUID, Integer>();
        var orders = Stream.generate(UUID::randomUUID).limit(10).toList();
        var random = new Random(7);

        for (var step = 1; step <= 240; step++) {
            var order = orders.get(random.nextInt(orders.size()));
            fixture.append(order, written.merge(order, 1, Integer::sum));
            if (step % 60 == 0) {
                fixture.killLeader();
            }
            Thread.sleep(step % 60 == 1 ? 50 : 2);
        }

        try (var received = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_EVENTS)) {
            received.until(240, written.keySet());
            written.forEach((order, versions) -> assertThat(received.versions.get(order))
                    .as("versions of %s", order)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, versions).boxed().toList()));
        }
        RelayFixture.await("one leader again", () -> leaders(instances) == 1);
        RelayFixture.await("all are counted", () -> sent(instances) >= 240);
    }

    @Test
    void deliversTheRowOfASlowTransactionWithTheLowerId() throws Exception {
        fixture.start();
        var slow = UUID.randomUUID();
        var fast = UUID.randomUUID();
        try (var connection = fixture.connect();
                var received = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_EVENTS)) {
            connection.setAutoCommit(false);
            RelayFixture.append(connection, slow, 1, "");
            fixture.append(fast, 1);
            Thread.sleep(500);
            connection.commit();

            received.until(2, new HashSet<>(List.of(slow, fast)));
        }
    }

    @Test
    void writesNothingWhileItIsIdle() throws Exception {
        var instance = fixture.start();
        fixture.append(UUID.randomUUID(), 1);
        RelayFixture.await("delivered", () -> instance.backlog().read().waiting() == 0);
        var before = position();

        for (var step = 0; step < 10; step++) {
            // Another transaction writes, so that the horizon moves.
            fixture.jdbi.useHandle(handle -> handle.execute("select pg_current_xact_id()"));
            Thread.sleep(120);
        }

        assertThat(position()).isEqualTo(before);
    }

    @Test
    void reportsItsBacklog() throws Exception {
        for (var version = 1; version <= 3; version++) {
            fixture.append(new UUID(3, 3), version);
        }
        var idle = new PostgresBacklog(fixture.jdbi);
        RelayFixture.await("they grow older", () -> idle.read().ageSeconds() > 0.05);
        assertThat(idle.read().waiting()).isEqualTo(3);

        var instance = fixture.start();

        RelayFixture.await("delivered", () -> instance.backlog().read().waiting() == 0);
        assertThat(instance.backlog().read().ageSeconds()).isZero();
        assertThat(instance.meters().get("polystore.outbox.leader").gauge().value())
                .isEqualTo(1);
    }

    private static double sent(List<RelayFixture.Instance> instances) {
        return instances.stream()
                .mapToDouble(each -> each.count("polystore.outbox.sent"))
                .sum();
    }

    private static long leaders(List<RelayFixture.Instance> instances) {
        return instances.stream().filter(each -> each.metrics().isLeader()).count();
    }

    private List<String> position() {
        return new ArrayList<>(fixture.jdbi.withHandle(
                handle -> handle.createQuery("select xmin || ' ' || ctid || ' ' || moved_at from relay_position")
                        .mapTo(String.class)
                        .list()));
    }
}
