package polystore.deploy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A program that checks manifests and that `.ci/run` installs; a test that needs it is skipped, and says so, without
/// it.
record Tool(Path program) {
    private static final int SECONDS_MAX = 60;

    /// @param code the exit code
    /// @param text of both outputs
    record Result(int code, String text) {}

    static Tool named(String name) {
        var found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), name + " is not on the path: .ci/run installs it by `go install`");
        return new Tool(found.orElseThrow());
    }

    Result run(String... arguments) {
        return run(false, arguments);
    }

    /// Only what it printed on its standard output, for a program that succeeds.
    String output(String... arguments) {
        var result = run(true, arguments);
        if (result.code() != 0) {
            throw new AssertionError(program + " " + String.join(" ", arguments) + "\n" + result.text()
                    + run(false, arguments).text());
        }
        return result.text();
    }

    private Result run(boolean outputOnly, String... arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command);
            if (outputOnly) {
                builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            } else {
                builder.redirectErrorStream(true);
            }
            var process = builder.start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " took more than " + SECONDS_MAX + " s");
            }
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
