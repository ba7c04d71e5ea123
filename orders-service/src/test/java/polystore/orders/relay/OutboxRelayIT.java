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

/// The relay as processes run it: several instances, one leader.
class OutboxRelayIT {

    private final RelayStage stage = new RelayStage(TestStores.kafka().bootstrap());

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void anotherInstanceTakesOverWhenTheLeaderLosesItsConnection() throws Exception {
        var instances = List.of(stage.start(), stage.start());
        RelayStage.await("one leader", () -> leaders(instances) == 1);
        var written = new HashMap<UUID, Integer>();
        var orders = Stream.generate(UUID::randomUUID).limit(10).toList();
        var random = new Random(7);

        for (var step = 1; step <= 240; step++) {
            var order = orders.get(random.nextInt(orders.size()));
            stage.append(order, written.merge(order, 1, Integer::sum));
            if (step % 60 == 0) {
                stage.killLeader();
            }
            Thread.sleep(step % 60 == 1 ? 50 : 2);
        }

        try (var heard = new Heard(stage.bootstrap, Topics.ORDERS_EVENTS)) {
            heard.until(240, written.keySet());
            written.forEach((order, versions) -> assertThat(heard.versions.get(order))
                    .as("versions of %s", order)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, versions).boxed().toList()));
        }
        RelayStage.await("one leader again", () -> leaders(instances) == 1);
        RelayStage.await("all are counted", () -> sent(instances) >= 240);
    }

    @Test
    void deliversWhatASlowTransactionWithTheLowerIdCommitsLate() throws Exception {
        stage.start();
        var slow = UUID.randomUUID();
        var fast = UUID.randomUUID();
        try (var connection = stage.connect();
                var heard = new Heard(stage.bootstrap, Topics.ORDERS_EVENTS)) {
            connection.setAutoCommit(false);
            RelayStage.append(connection, slow, 1, "");
            stage.append(fast, 1);
            Thread.sleep(500);
            connection.commit();

            heard.until(2, new HashSet<>(List.of(slow, fast)));
        }
    }

    @Test
    void writesNothingWhileItIsIdle() throws Exception {
        var instance = stage.start();
        stage.append(UUID.randomUUID(), 1);
        RelayStage.await("delivered", () -> instance.backlog().read().waiting() == 0);
        var before = position();

        for (var step = 0; step < 10; step++) {
            // Somebody else writes, so that the horizon moves on.
            stage.jdbi.useHandle(handle -> handle.execute("select pg_current_xact_id()"));
            Thread.sleep(120);
        }

        assertThat(position()).isEqualTo(before);
    }

    @Test
    void saysHowFarItIsBehind() throws Exception {
        for (var version = 1; version <= 3; version++) {
            stage.append(new UUID(3, 3), version);
        }
        var idle = new PostgresBacklog(stage.jdbi);
        RelayStage.await("they grow older", () -> idle.read().ageSeconds() > 0.05);
        assertThat(idle.read().waiting()).isEqualTo(3);

        var instance = stage.start();

        RelayStage.await("delivered", () -> instance.backlog().read().waiting() == 0);
        assertThat(instance.backlog().read().ageSeconds()).isZero();
        assertThat(instance.meters().get("polystore.outbox.leader").gauge().value())
                .isEqualTo(1);
    }

    private static double sent(List<RelayStage.Instance> instances) {
        return instances.stream()
                .mapToDouble(each -> each.count("polystore.outbox.sent"))
                .sum();
    }

    private static long leaders(List<RelayStage.Instance> instances) {
        return instances.stream().filter(each -> each.metrics().isLeader()).count();
    }

    private List<String> position() {
        return new ArrayList<>(stage.jdbi.withHandle(
                handle -> handle.createQuery("select xmin || ' ' || ctid || ' ' || moved_at from relay_position")
                        .mapTo(String.class)
                        .list()));
    }
}
