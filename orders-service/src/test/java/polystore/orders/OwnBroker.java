package polystore.orders;

import java.nio.file.Path;
import java.util.List;
import polystore.contracts.Topics;
import polystore.stores.FreePort;
import polystore.stores.KafkaBroker;
import polystore.stores.KafkaProcess;
import polystore.stores.ProcessFiles;
import polystore.stores.RunningServer;

/// A Kafka broker that only one test uses, with all topics; it can be killed and started again.
public final class OwnBroker implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final int controllerPort = FreePort.next();
    private RunningServer running;

    /// @param folder for its data and log
    /// @param port of the loopback interface, free
    public OwnBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.running = started();
        KafkaBroker.createTopics("127.0.0.1:" + port, Topics.all());
    }

    public void kill() throws InterruptedException {
        running.process().destroyForcibly().waitFor();
    }

    /// After [#kill], with the data it had.
    public void startAgain() {
        running = started();
    }

    @Override
    public void close() {
        running.close();
    }

    private RunningServer started() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return KafkaProcess.start(
                List.of(java, "-Xmx192m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")),
                folder.resolve("kafka"),
                port,
                controllerPort,
                ProcessFiles.in(folder, "kafka"));
    }
}
