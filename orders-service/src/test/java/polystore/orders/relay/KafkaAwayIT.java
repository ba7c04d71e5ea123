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
import polystore.stores.FreePort;
import polystore.stores.KafkaBroker;
import polystore.stores.KafkaProcess;
import polystore.stores.KafkaTopic;
import polystore.stores.RunningServer;
import polystore.stores.Traces;

/// A broker of its own that is killed and comes back.
class KafkaAwayIT {

    private static final int ORDERS = 30;

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final int controllerPort = FreePort.next();

    @Test
    void ordersGoOnWhileKafkaIsAwayAndTheBacklogDrainsInOrder() throws Exception {
        var orders = Stream.generate(UUID::randomUUID).limit(ORDERS).toList();
        var broker = start();
        KafkaBroker.createTopics("127.0.0.1:" + port, KafkaTopic.all());
        try (var stage = new RelayStage("127.0.0.1:" + port)) {
            var instance = stage.start();
            appendToEach(stage, orders, 1);
            RelayStage.await("delivered", () -> instance.metrics().read().waiting() == 0);

            broker.process().destroyForcibly().waitFor();
            for (var version = 2; version <= 10; version++) {
                appendToEach(stage, orders, version);
            }
            RelayStage.await("the backlog ages", () -> instance.metrics().read().ageSeconds() > 2);
            assertThat(instance.metrics().read().waiting()).isEqualTo(9 * ORDERS);

            broker = start();
            RelayStage.await(
                    "the backlog is gone", () -> instance.metrics().read().waiting() == 0);
            try (var heard = new Heard(stage.bootstrap, Topics.ORDERS_EVENTS)) {
                heard.until(10 * ORDERS, orders.stream().collect(Collectors.toSet()));
                assertThat(heard.versions.values())
                        .allSatisfy(versions -> assertThat(versions)
                                .containsExactlyElementsOf(
                                        IntStream.rangeClosed(1, 10).boxed().toList()));
            }
        } finally {
            broker.close();
        }
    }

    private static void appendToEach(RelayStage stage, List<UUID> orders, int version) throws Exception {
        try (var connection = stage.connect()) {
            for (var order : orders) {
                RelayStage.append(connection, order, version, "");
            }
        }
    }

    private RunningServer start() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return KafkaProcess.start(
                List.of(java, "-Xmx192m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")),
                folder.resolve("kafka"),
                port,
                controllerPort,
                Traces.in(folder, "kafka"));
    }
}
