package polystore.platform.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import polystore.contracts.Topics;
import polystore.stores.Credentials;
import polystore.stores.FreePort;
import polystore.stores.KafkaBroker;
import polystore.stores.MongoStandIn;
import polystore.stores.PostgresServer;
import polystore.stores.ProcessFiles;
import polystore.stores.RedisServer;

/// The process beside a test JVM that runs the stores of its tests.
///
/// It is a process of its own because Quarkus loads test classes anew for each test profile: a broker started by one
/// class loader would outlive it. It prints the port on which it accepts requests. A request is one line (`kafka`),
/// the response too (`29092`, or `! cause`). It stops the stores and ends when its standard input ends, also when the
/// test JVM was killed.
final class StoresProcess {
    static final String PASSWORD = "only-for-tests";
    /// The services that have a user of their own on Redis.
    static final List<Credentials> REDIS_USERS =
            List.of(new Credentials("catalog", PASSWORD), new Credentials("gateway", PASSWORD));

    private static final System.Logger LOG = System.getLogger(StoresProcess.class.getName());

    private final Path folder;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private StoresProcess(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        var answers = System.out;
        System.setOut(System.err);
        var stores = new StoresProcess(Files.createTempDirectory("polystore-stores"));
        try (var door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> stores.answer(door));
            answers.println(door.getLocalPort());
            answers.flush();
            while (System.in.read() >= 0) {
                LOG.log(System.Logger.Level.DEBUG, "input on standard input is ignored; its end stops this process");
            }
        } finally {
            stores.close();
        }
        Runtime.getRuntime().halt(0);
    }

    private void answer(ServerSocket door) {
        while (!door.isClosed()) {
            try (var asked = door.accept()) {
                var name = new BufferedReader(new InputStreamReader(asked.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
                asked.getOutputStream().write((answer(name) + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a test closed its connection", e);
            }
        }
    }

    private String answer(String name) {
        try {
            return String.valueOf(start(name));
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, name + " did not start", e);
            return "! " + String.valueOf(e.getMessage()).replace('\n', '|');
        }
    }

    private int start(String name) {
        var port = FreePort.next();
        started.push(
                switch (name) {
                    case "postgres" -> postgres(port);
                    case "kafka" -> kafka(port);
                    case "redis" -> redis(port);
                    case "mongo" -> MongoStandIn.inMemory(port);
                    default -> throw new IllegalArgumentException("No such store: " + name);
                });
        return port;
    }

    private PostgresServer postgres(int port) {
        // Beside the temporary folders and kept: unpacking takes longer than starting.
        var binaries = Path.of(
                System.getProperty("java.io.tmpdir"), "polystore-postgresql-18-" + System.getProperty("user.name"));
        return PostgresServer.start(new PostgresServer.Settings(
                binaries, folder.resolve("postgresql"), ProcessFiles.in(folder, "postgresql"), port, PASSWORD, false));
    }

    private KafkaBroker kafka(int port) {
        var broker = KafkaBroker.start(folder.resolve("kafka"), port, FreePort.next());
        KafkaBroker.createTopics(broker.bootstrap(), Topics.all());
        return broker;
    }

    private RedisServer redis(int port) {
        return RedisServer.start(new RedisServer.Settings(
                folder.resolve("redis"),
                ProcessFiles.in(folder, "redis"),
                port,
                new Credentials("operator", PASSWORD),
                REDIS_USERS,
                64));
    }

    private void close() throws IOException {
        for (var store : started) {
            // A store that a test already killed must not keep the others from stopping.
            try {
                store.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "A store did not stop", e);
            }
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
