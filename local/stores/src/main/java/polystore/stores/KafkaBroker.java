package polystore.stores;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import polystore.contracts.Topic;

/// A Kafka broker and its controller (KRaft) in this JVM, on loopback.
public final class KafkaBroker implements AutoCloseable {
    private static final int TOPICS_SECONDS_MAX = 30;

    private final KafkaRaftServer server;
    private final String bootstrap;

    private KafkaBroker(KafkaRaftServer server, String bootstrap) {
        this.server = server;
        this.bootstrap = bootstrap;
    }

    /// Starts with the log in `data`, which is formatted first when it is new; returns when the broker serves
    /// requests.
    public static KafkaBroker start(Path data, int port, int controllerPort) {
        return start(data, port, controllerPort, Map.of());
    }

    /// As [#start(Path, int, int)], for clients that connect with TLS and authenticate.
    public static KafkaBroker start(Path data, int port, int controllerPort, KafkaSecurity security) {
        return start(data, port, controllerPort, security.brokerSettings());
    }

    /// @param security the settings of the broker for it; empty for none
    static KafkaBroker start(Path data, int port, int controllerPort, Map<String, String> security) {
        var settings = settings(data, port, controllerPort, security.isEmpty() ? "PLAINTEXT" : KafkaSecurity.LISTENER);
        settings.putAll(security);
        return start(data, port, settings);
    }

    private static KafkaBroker start(Path data, int port, Map<String, String> settings) {
        try {
            format(data, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot format Kafka's log folder " + data, e);
        }
        var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server, "127.0.0.1:" + port);
    }

    public String bootstrap() {
        return bootstrap;
    }

    /// Waits until the broker has ended.
    public void awaitEnd() {
        server.awaitShutdown();
    }

    /// Creates the missing topics, with the cluster's default number of replicas.
    public static void createTopics(String bootstrap, Iterable<Topic> topics) {
        createTopics(Map.of("bootstrap.servers", bootstrap), topics);
    }

    /// @param connection settings of an admin client, under Kafka's names
    public static void createTopics(Map<String, ?> connection, Iterable<Topic> topics) {
        try (var admin = Admin.create(new HashMap<>(connection))) {
            var answers = new HashMap<String, org.apache.kafka.common.KafkaFuture<Void>>();
            for (var topic : topics) {
                var wanted = new NewTopic(
                                topic.name(), java.util.Optional.of(topic.partitions()), java.util.Optional.empty())
                        .configs(topic.settings());
                answers.putAll(admin.createTopics(java.util.List.of(wanted)).values());
            }
            for (var answer : answers.values()) {
                created(answer);
            }
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void created(org.apache.kafka.common.KafkaFuture<Void> answer) {
        try {
            answer.get(TOPICS_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Kafka refused to create a topic", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not answer within " + TOPICS_SECONDS_MAX + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were created", e);
        }
    }

    private static void format(Path data, Map<String, String> settings) throws IOException {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(data);
        var file = Files.createTempFile("kafka", ".properties");
        try (var out = Files.newOutputStream(file)) {
            var properties = new Properties();
            properties.putAll(settings);
            properties.store(out, null);
        }
        var said = new ByteArrayOutputStream();
        var code = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        Files.delete(file);
        if (code != 0) {
            throw new IOException("Kafka's format failed: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    /// @param listener name and security protocol of the listener for clients
    private static Map<String, String> settings(Path data, int port, int controllerPort, String listener) {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", listener + "://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", listener + "://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", listener + ":" + listener + ",CONTROLLER:" + listener);
        settings.put("log.dirs", data.toString());
        settings.putAll(singleBroker());
        settings.putAll(fewResources());
        return settings;
    }

    /// A single broker has no replicas and waits for no other members.
    private static Map<String, String> singleBroker() {
        return Map.of(
                "default.replication.factor", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false",
                // After a kill -9 a restarted broker has to wait until its old session has ended.
                "broker.session.timeout.ms", "4000",
                "broker.heartbeat.interval.ms", "500");
    }

    /// For a developer's machine: few threads, few internal partitions, small buffers (the log cleaner alone takes
    /// 128 MiB by default).
    private static Map<String, String> fewResources() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "3",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "2",
                "offsets.topic.num.partitions", "6",
                "transaction.state.log.num.partitions", "2",
                "share.coordinator.state.topic.num.partitions", "1",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.index.size.max.bytes", "1048576",
                "offsets.load.buffer.size", "1048576");
    }
}
