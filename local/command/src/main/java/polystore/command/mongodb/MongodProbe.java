package polystore.command.mongodb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Runs `mongod --version` to find out whether the program runs on this machine before it is chosen.
sealed interface MongodProbe {
    /// It runs.
    ///
    /// @param version major and minor, such as `8.0`
    record Runs(String version) implements MongodProbe {}

    /// It does not run here.
    ///
    /// @param reason as one sentence
    record Refuses(String reason) implements MongodProbe {}

    Pattern VERSION = Pattern.compile("db version v(\\d+\\.\\d+)");
    Pattern LIBRARY = Pattern.compile("error while loading shared libraries: ([^:\\s]+)");
    int ANSWER_MAX_SECONDS = 10;
    int OUTPUT_MAX_BYTES = 4000;
    /// Exit code of a process that was ended by signal 4 (SIGILL).
    int ILLEGAL_INSTRUCTION = 132;

    static MongodProbe of(Path mongod) {
        try {
            var process = new ProcessBuilder(mongod.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(ANSWER_MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Refuses(mongod + " --version did not end within " + ANSWER_MAX_SECONDS + " s");
            }
            var said = new String(process.getInputStream().readNBytes(OUTPUT_MAX_BYTES), StandardCharsets.UTF_8);
            return read(mongod, process.exitValue(), said);
        } catch (IOException e) {
            return new Refuses(mongod + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Refuses("asking " + mongod + " for its version was interrupted");
        }
    }

    private static MongodProbe read(Path mongod, int code, String said) {
        var version = first(VERSION, said);
        if (code == 0 && version.isPresent()) {
            return new Runs(version.get());
        }
        if (code == ILLEGAL_INSTRUCTION) {
            return new Refuses("MongoDB needs a processor with AVX, which this machine does not have");
        }
        return first(LIBRARY, said)
                .map(library -> new Refuses("MongoDB needs the library " + library + ", which is not installed"))
                .orElseGet(() -> new Refuses(mongod + " --version ended with code " + code
                        + said.lines().findFirst().map(line -> ": " + line).orElse("")));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).findFirst();
    }
}
