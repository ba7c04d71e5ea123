package polystore.command.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import polystore.command.infrastructure.Jvm;

/// The Java runtime of the images: the modules that the services use, linked by jlink from the JDK that builds them.
/// An AOT cache is valid only for the runtime that wrote it, so all images and training runs share this one.
record JavaRuntime(Path folder) {
    private static final int MINUTES_MAX = 5;
    private static final String HEAP = "-XX:MaxRAMPercentage=60";
    private static final String JAR = "quarkus-run.jar";

    /// Includes the modules that libraries load by reflection.
    private static final String MODULES = "java.se,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management,"
            + "jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs";

    /// Links the runtime unless `folder` has one.
    static JavaRuntime in(Path folder) throws IOException, InterruptedException {
        if (!Files.exists(folder.resolve("release"))) {
            Files.createDirectories(folder.getParent());
            link(folder);
            FileTimes.fix(folder);
        }
        return new JavaRuntime(folder);
    }

    Path java() {
        return folder.resolve("bin/java");
    }

    /// The command that runs a service, the same in the training run and in the image, because a cache is valid only
    /// for the same options.
    ///
    /// @param java path of the `java` program where the command will run
    static List<String> command(String java, List<String> options) {
        var command = new ArrayList<>(List.of(
                java,
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR));
        return command;
    }

    /// The command that runs a service as a fast-jar without the options of the image, except the bound of its heap.
    List<String> plainCommand(List<String> options) {
        var command = new ArrayList<>(List.of(java().toString(), HEAP));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR));
        return command;
    }

    private static void link(Path folder) throws IOException, InterruptedException {
        var jlink = Jvm.java().resolveSibling("jlink");
        var process = new ProcessBuilder(
                        jlink.toString(),
                        "--add-modules",
                        MODULES,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--include-locales",
                        "en",
                        "--output",
                        folder.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("jlink could not create a runtime in " + folder);
        }
    }
}
