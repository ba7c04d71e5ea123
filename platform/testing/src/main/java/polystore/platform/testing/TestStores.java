package polystore.platform.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The stores of a test run: each starts when a test first asks for it, once per JVM, and stops with the JVM.
///
/// Ports are kept in system properties: static fields would start every store again for each of Quarkus' class
/// loaders. They are kept as strings, because Narayana fails on a property that is no string.
public final class TestStores {
    private static final String KEY = "polystore.stores.";
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    private TestStores() {}

    /// PostgreSQL 18, without fsync; roles and rights as in production.
    public static TestPostgres postgres() {
        return new TestPostgres(port("postgres"));
    }

    /// A broker with every topic of `Topics.all()`; other topics are made by `TestKafka.createTopic`.
    public static TestKafka kafka() {
        return new TestKafka("127.0.0.1:" + port("kafka"));
    }

    /// Redis with the users `catalog` and `gateway`, each limited to its prefix.
    public static TestRedis redis() {
        return new TestRedis(port("redis"));
    }

    /// The server at the environment's `MONGODB_URI`, so that the same tests run on a real MongoDB; else the stand-in,
    /// in memory.
    public static TestMongo mongo() {
        var given = System.getenv("MONGODB_URI");
        return given != null && !given.isBlank()
                ? new TestMongo(given, false)
                : new TestMongo("mongodb://127.0.0.1:" + port("mongo"), true);
    }

    private static int port(String name) {
        // The one lock that all class loaders of this JVM share.
        synchronized (System.getProperties()) {
            var known = System.getProperty(KEY + name);
            if (known != null) {
                return Integer.parseInt(known);
            }
            var port = ask(name);
            System.setProperty(KEY + name, String.valueOf(port));
            return port;
        }
    }

    private static int ask(String name) {
        try {
            if (System.getProperty(KEY + "door") == null) {
                System.setProperty(KEY + "door", launch());
            }
            var door = Integer.parseInt(System.getProperty(KEY + "door"));
            try (var asked = new Socket(InetAddress.getLoopbackAddress(), door)) {
                asked.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
                return port(name, firstLine(asked.getInputStream()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The process of the test stores does not answer; see " + log(), e);
        }
    }

    private static @Nullable String firstLine(InputStream from) throws IOException {
        return new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8)).readLine();
    }

    private static int port(String name, @Nullable String answer) {
        if (answer == null || answer.startsWith("!")) {
            throw new IllegalStateException(name + " did not start: " + answer + "; see " + log());
        }
        return Integer.parseInt(answer);
    }

    /// @return the port that the process listens on
    private static String launch() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoresProcess.class.getName()))
                .redirectError(log())
                .start();
        // The hook also keeps the process object reachable: if it were collected, its standard input would
        // close and the stores would stop.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        var door = firstLine(process.getInputStream());
        if (door == null) {
            throw new IOException("the process ended at once");
        }
        return door;
    }

    /// Ends the process by closing its input. A signal would leave its stores running.
    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static File log() {
        var target = new File("target");
        return new File(target.isDirectory() ? target : new File(System.getProperty("java.io.tmpdir")), "stores.log");
    }
}
