package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The program of a Redis or Valkey server: an installed one, or the one packed with the build.
///
/// @param path null for the packed one, which is unpacked at its start
/// @param name `Redis` or `Valkey`
public record RedisProgram(@Nullable Path path, String name, Version version) {
    /// The version that embedded-redis contains.
    public static final RedisProgram PACKED = new RedisProgram(null, "Redis", new Version(6, 2, 11));

    private static final List<String> NAMES = List.of("valkey-server", "redis-server");
    private static final Pattern VERSION = Pattern.compile("(Redis|Valkey) server v=(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final int ANSWER_MAX_SECONDS = 5;

    /// As `--version` prints it.
    public record Version(int major, int minor, int patch) implements Comparable<Version> {
        private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
                .thenComparingInt(Version::minor)
                .thenComparingInt(Version::patch);

        @Override
        public int compareTo(Version other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /// The newest of the packed server and those installed in the given folders.
    ///
    /// @param path folders separated by colons, as `PATH` has them
    public static RedisProgram newest(String path) {
        var installed = Arrays.stream(path.split(":", -1))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .flatMap(program -> asked(program).stream());
        return Stream.concat(Stream.of(PACKED), installed)
                .max(Comparator.comparing(RedisProgram::version))
                .orElse(PACKED);
    }

    /// A description for `up` and `status`.
    public String description() {
        return path == null
                ? name + " " + version + ", packed with the build; it has CVE-2025-49844: install valkey-server or"
                        + " redis-server for a newer one"
                : name + " " + version + " at " + path;
    }

    /// Empty for a program whose `--version` names neither Redis nor Valkey.
    private static Optional<RedisProgram> asked(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(ANSWER_MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return read(
                    program,
                    new String(process.getInputStream().readNBytes(1000), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while asking " + program, e));
        }
    }

    private static Optional<RedisProgram> read(Path program, String said) {
        return VERSION.matcher(said)
                .results()
                .map(found -> new RedisProgram(
                        program,
                        found.group(1),
                        new Version(
                                Integer.parseInt(found.group(2)),
                                Integer.parseInt(found.group(3)),
                                Integer.parseInt(found.group(4)))))
                .findFirst();
    }
}
