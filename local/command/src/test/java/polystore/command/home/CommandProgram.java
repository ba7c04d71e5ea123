package polystore.command.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The packaged command in a process of its own, as the script `polystore` starts it.
public final class CommandProgram {
    private CommandProgram() {}

    /// The line that starts it, without its arguments. The first run archives the classes that it loaded, with which
    /// the next ones start in half the time.
    public static List<String> line() {
        var target = CheckoutFolder.path().resolve("local/command/target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:SharedArchiveFile=" + target.resolve("tested.jsa"),
                "-XX:+AutoCreateSharedArchive",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dpolystore.checkout=" + CheckoutFolder.path(),
                "-cp",
                jar(target) + ":" + target.resolve("lib/*"),
                "polystore.command.Polystore");
    }

    private static Path jar(Path target) {
        try (var jars = Files.newDirectoryStream(target, "command-*.jar")) {
            return jars.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
