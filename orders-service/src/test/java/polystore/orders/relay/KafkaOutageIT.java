package polystore.orders.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.contracts.Topics;
import polystore.orders.OwnBroker;
import polystore.stores.FreePort;

/// A broker of its own that is killed and comes back.
class KafkaAwayIT {

    private static final int ORDERS = 30;

    @TempDir
    Path folder;

    @Test
    void ordersGoOnWhileKafkaIsAwayAndTheBacklogDrainsInOrder() throws Exception {
        var orders = Stream.generate(UUID::randomUUID).limit(ORDERS).toList();
        var port = FreePort.next();
        try (var broker = new OwnBroker(folder, port);
                var stage = new RelayStage("127.0.0.1:" + port)) {
            var instance = stage.start();
            appendToEach(stage, orders, 1);
            RelayStage.await("delivered", () -> instance.backlog().read().waiting() == 0);

            broker.kill();
            for (var version = 2; version <= 10; version++) {
                appendToEach(stage, orders, version);
            }
            RelayStage.await("the backlog ages", () -> instance.backlog().read().ageSeconds() > 2);
            assertThat(instance.backlog().read().waiting()).isEqualTo(9 * ORDERS);

            broker.startAgain();
            RelayStage.await(
                    "the backlog is gone", () -> instance.backlog().read().waiting() == 0);
            try (var heard = new Heard(stage.bootstrap, Topics.ORDERS_EVENTS)) {
                heard.until(10 * ORDERS, orders.stream().collect(Collectors.toSet()));
                assertThat(heard.versions.values())
                        .allSatisfy(versions -> assertThat(versions)
                                .containsExactlyElementsOf(
                                        IntStream.rangeClosed(1, 10).boxed().toList()));
            }
        }
    }

    private static void appendToEach(RelayStage stage, List<UUID> orders, int version) throws Exception {
        try (var connection = stage.connect()) {
            for (var order : orders) {
                RelayStage.append(connection, order, version, "");
            }
        }
    }
}
