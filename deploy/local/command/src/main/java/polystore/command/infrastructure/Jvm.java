package polystore.command.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the processes of the stack run Java: small, because a dozen of them share a developer's machine.
public final class Jvm {
    private Jvm() {}

    /// The `java` of this process with a bounded heap.
    ///
    /// @param megabytes the heap's bound
    public static List<String> bounded(int megabytes) {
        return List.of(
                java().toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:ReservedCodeCacheSize=64m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                // What runs once, at the start, is not worth optimising: four times the usual thresholds of C2.
                "-XX:Tier4InvocationThreshold=20000",
                "-XX:Tier4MinInvocationThreshold=2400",
                "-XX:Tier4CompileThreshold=60000",
                "-XX:Tier4BackEdgeThreshold=160000",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED");
    }

    /// The same with our own class path, for the stores that are Java; the main class comes next.
    public static List<String> withOurClasses(int megabytes) {
        var command = new ArrayList<>(bounded(megabytes));
        command.addAll(List.of("-Dlog4j2.statusLoggerLevel=OFF", "-cp", System.getProperty("java.class.path")));
        return command;
    }

    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
