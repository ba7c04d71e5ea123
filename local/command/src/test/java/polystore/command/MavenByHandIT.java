package polystore.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.CheckoutFolder;

/// `mvn` without the script, under the older JDK that many systems have as their default: the options of
/// `.mvn/jvm.config` must not end it before the build can say which JDK it needs.
class MavenByHandIT {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    @TempDir
    @SuppressWarnings("NullAway") // set by JUnit
    Path folder;

    @Test
    void anOlderJdkIsRefusedWithTheVersionThatTheBuildNeeds() throws Exception {
        var older = olderJdk();
        assumeThat(older).as("a JDK older than 25 in /usr/lib/jvm").isPresent();
        var output = folder.resolve("output");
        var maven = new ProcessBuilder("mvn", "-B", "-o", "-N", repository(), "validate")
                .directory(CheckoutFolder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", older.orElseThrow().toString());
        maven.environment().remove("MAVEN_OPTS");
        var process = maven.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(output))
                .contains("Polystore is built with JDK 25 or newer")
                .doesNotContain("Unrecognized option");
    }

    /// The artifact repository of this test run: with -o Maven downloads nothing.
    static String repository() {
        return "-Dmaven.repo.local="
                + System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository");
    }

    private static Optional<Path> olderJdk() throws IOException {
        var all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (var homes = Files.list(all)) {
            // 17 is the oldest version that Maven and its Quarkus extension run on.
            return homes.filter(home -> version(home) >= 17 && version(home) < 25)
                    .findFirst();
        }
    }

    private static int version(Path home) {
        try {
            var version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
