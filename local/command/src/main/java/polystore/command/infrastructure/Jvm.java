package polystore.command.infrastructure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The `java` commands of the stack, with small heaps, because a dozen processes share a developer's machine.
public final class Jvm {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

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
                // Four times C2's default thresholds, so that code that runs once at the start is not optimised.
                "-XX:Tier4InvocationThreshold=20000",
                "-XX:Tier4MinInvocationThreshold=2400",
                "-XX:Tier4CompileThreshold=60000",
                "-XX:Tier4BackEdgeThreshold=160000",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED");
    }

    /// The same command with this program's class path, for stores that run on Java; the caller appends the main
    /// class.
    ///
    /// @param name of the program's class archive
    public static List<String> withOurClasses(int megabytes, String name) {
        var command = new ArrayList<>(bounded(megabytes));
        command.addAll(archiving(name));
        command.addAll(List.of("-Dlog4j2.statusLoggerLevel=OFF", "-cp", CLASS_PATH));
        return command;
    }

    /// Options for a program with this class path: it archives its classes when it first ends (JEP 350), beside our
    /// jar, so that each build has its own archive. Classes in folders cannot be archived.
    public static List<String> archiving(String name) {
        var first = Path.of(CLASS_PATH.split(File.pathSeparator, 2)[0]);
        return Files.isRegularFile(first)
                ? List.of(
                        "-XX:SharedArchiveFile=" + first.resolveSibling(name + ".jsa"),
                        "-XX:+AutoCreateSharedArchive",
                        "-Xlog:disable")
                : List.of();
    }

    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
