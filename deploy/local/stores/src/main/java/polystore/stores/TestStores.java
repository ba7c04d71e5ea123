package polystore.stores;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The stores of a test run: each starts when first asked for, once per JVM, and goes with the JVM.
///
/// Everything is kept in the system properties, as JDK types: statics would start everything again for each of
/// Quarkus' class loaders.
public final class TestStores {
    private static final String KEY = "polystore.stores.";

    private TestStores() {}

    /// PostgreSQL 18, without fsync; roles and rights as in production.
    public static TestPostgres postgres() {
        return new TestPostgres(port("postgres"));
    }

    /// A broker with every topic of `KafkaTopic.all()`; other topics are made by `TestKafka.createTopic`.
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
        var properties = System.getProperties();
        // The properties object is the one thing all class loaders of this JVM share.
        synchronized (properties) {
            if (properties.get(KEY + name) instanceof Integer known) {
                return known;
            }
            var port = ask(properties, name);
            properties.put(KEY + name, port);
            return port;
        }
    }

    private static int ask(Properties properties, String name) {
        try {
            if (!properties.containsKey(KEY + "asked")) {
                launch(properties);
            }
            if (properties.get(KEY + "asked") instanceof Writer asked
                    && properties.get(KEY + "answers") instanceof BufferedReader answers) {
                asked.write(name + "\n");
                asked.flush();
                return port(name, answers.readLine());
            }
            throw new IllegalStateException("Somebody changed the properties " + KEY + "*");
        } catch (IOException e) {
            throw new UncheckedIOException("The process of the test stores does not answer; see " + log(), e);
        }
    }

    private static int port(String name, @Nullable String answer) {
        if (answer == null || answer.startsWith("!")) {
            throw new IllegalStateException(name + " did not start: " + answer + "; see " + log());
        }
        return Integer.parseInt(answer);
    }

    private static void launch(Properties properties) throws IOException {
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
        properties.put(KEY + "asked", new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        properties.put(
                KEY + "answers",
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    private static File log() {
        var target = new File("target");
        return new File(target.isDirectory() ? target : new File(System.getProperty("java.io.tmpdir")), "stores.log");
    }
}
