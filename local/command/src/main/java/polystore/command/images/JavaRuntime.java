package polystore.command.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import polystore.command.infrastructure.Jvm;

/// The Java runtime of an image: the modules that the services use, linked from the JDK that builds the image. A cache
/// of
/// the JVM holds only for the very runtime that it was trained with, so all images and trainings share this one.
record JavaRuntime(Path folder) {
    private static final int MINUTES_MAX = 5;

    /// What the services and the libraries that they load by reflection use.
    private static final String MODULES = "java.se,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management,"
            + "jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs";

    /// Makes it when it is not there.
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

    /// How a service is run, in training as in the image: the cache holds for the same options only.
    ///
    /// @param java the program, where it will be
    static List<String> command(String java, List<String> options) {
        var command = new ArrayList<>(List.of(
                java,
                "-XX:MaxRAMPercentage=60",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-jar", "quarkus-run.jar"));
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
            throw new IllegalStateException("jlink did not make a runtime in " + folder);
        }
    }
}
