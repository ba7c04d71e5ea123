package polystore.platform.persistence.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The migrate step as a process, with the migrations of this module's tests.
record MigrateProcess(Process process, Path output) {

    private static final long END_SECONDS_MAX = 60;

    /// @param settings as system properties, `name=value`
    static MigrateProcess start(String... settings) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dquarkus.application.name=things",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        for (var setting : settings) {
            command.add("-D" + setting);
        }
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, Main.class.getName(), "migrate"));
        var output = Files.createTempFile("migrate", ".log");
        output.toFile().deleteOnExit();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new MigrateProcess(process, output);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The migrate step did not end within " + END_SECONDS_MAX + " s");
        }
        return process.exitValue();
    }

    /// As `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String said() throws IOException {
        return Files.readString(output);
    }
}
