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

/// The relay while its broker is killed and started again.
class KafkaOutageIT {

    private static final int ORDERS = 30;

    @TempDir
    Path folder;

    @Test
    void ordersContinueDuringAnOutageOfKafkaAndTheBacklogIsDeliveredInOrder() throws Exception {
        var orders = Stream.generate(UUID::randomUUID).limit(ORDERS).toList();
        var port = FreePort.next();
        try (var broker = new OwnBroker(folder, port);
                var fixture = new RelayFixture("127.0.0.1:" + port)) {
            var instance = fixture.start();
            appendToEach(fixture, orders, 1);
            RelayFixture.await("delivered", () -> instance.backlog().read().waiting() == 0);

            broker.kill();
            for (var version = 2; version <= 10; version++) {
                appendToEach(fixture, orders, version);
            }
            RelayFixture.await(
                    "the backlog ages", () -> instance.backlog().read().ageSeconds() > 2);
            assertThat(instance.backlog().read().waiting()).isEqualTo(9 * ORDERS);

            broker.startAgain();
            RelayFixture.await(
                    "the backlog is gone", () -> instance.backlog().read().waiting() == 0);
            try (var received = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_EVENTS)) {
                received.until(10 * ORDERS, orders.stream().collect(Collectors.toSet()));
                assertThat(received.versions.values())
                        .allSatisfy(versions -> assertThat(versions)
                                .containsExactlyElementsOf(
                                        IntStream.rangeClosed(1, 10).boxed().toList()));
            }
        }
    }

    private static void appendToEach(RelayFixture fixture, List<UUID> orders, int version) throws Exception {
        try (var connection = fixture.connect()) {
            for (var order : orders) {
                RelayFixture.append(connection, order, version, "");
            }
        }
    }
}
