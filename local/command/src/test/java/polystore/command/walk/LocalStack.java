package polystore.command.walk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import polystore.command.home.CheckoutFolder;
import polystore.command.home.CommandProgram;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.stack.ComponentStatus;
import polystore.command.stack.FreeOffset;
import polystore.command.stack.Snapshot;
import polystore.command.stack.StatusFile;

/// A stack of its own in a temporary home, driven by the command as a user would: by processes and their exit codes.
///
/// @param environment of the command, besides the test's own
record LocalStack(Home home, Ports ports, Map<String, String> environment) {
    private static final int MINUTES_MAX = 5;

    static LocalStack in(Path folder) throws IOException {
        return in(folder, Map.of());
    }

    static LocalStack in(Path folder, Map<String, String> environment) throws IOException {
        var home = new Home(folder, CheckoutFolder.path());
        Files.createDirectories(folder);
        Files.createSymbolicLink(home.programs(), programs());
        return new LocalStack(home, FreeOffset.ports(), environment);
    }

    /// The stacks of a test run unpack their programs and archive the classes of the services once.
    private static Path programs() throws IOException {
        return Files.createDirectories(CheckoutFolder.path().resolve("local/command/target/programs"));
    }

    /// The result of a run of the command.
    record Outcome(int code, String output) {
        String lastLine() {
            return output.strip().lines().toList().getLast();
        }
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        var process = start(arguments);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("polystore " + List.of(arguments) + " does not end:\n" + output);
        }
        return new Outcome(process.exitValue(), output);
    }

    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(CommandProgram.line());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("POLYSTORE_HOME", home.folder().toString());
        builder.environment().put("POLYSTORE_PORT_OFFSET", Integer.toString(ports.offset()));
        // No server listens here, so that the tests run alike with and without a network.
        builder.environment().put("POLYSTORE_MONGODB_DOWNLOAD", "http://127.0.0.1:9");
        builder.environment().putAll(environment);
        return builder.start();
    }

    String gateway() {
        return StackTls.address(home, ports.gateway());
    }

    Snapshot status() {
        return new StatusFile(home.statusFile()).read().orElseThrow();
    }

    /// The processes of all components.
    List<Long> pids() {
        return status().components().stream()
                .map(ComponentStatus::pid)
                .filter(Objects::nonNull)
                .toList();
    }
}
