package polystore.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.CheckoutFolder;

/// Nothing generated is in the repository: no tracked file is one that `.gitignore` names.
class TrackedFilesIT {
    @TempDir
    @SuppressWarnings("NullAway") // set by JUnit
    Path folder;

    @Test
    void noIgnoredFileIsTracked() throws Exception {
        assertThat(trackedThoughIgnored(CheckoutFolder.path())).isEmpty();
    }

    @Test
    void aTrackedBuildFolderIsFound() throws Exception {
        var checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.copy(CheckoutFolder.path().resolve(".gitignore"), checkout.resolve(".gitignore"));
        Files.createDirectory(checkout.resolve("target"));
        Files.writeString(checkout.resolve("target/generated.txt"), "generated");
        git(checkout, "init", "--quiet");
        git(checkout, "add", "--force", "target/generated.txt");
        assertThat(trackedThoughIgnored(checkout)).containsExactly("target/generated.txt");
    }

    private List<String> trackedThoughIgnored(Path checkout) throws Exception {
        return git(checkout, "ls-files", "--cached", "--ignored", "--exclude-standard");
    }

    private List<String> git(Path checkout, String... arguments) throws Exception {
        var output = folder.resolve("output");
        // Without this option git refuses a checkout that belongs to another user, as in some containers.
        var command = Stream.concat(Stream.of("git", "-c", "safe.directory=*"), Stream.of(arguments))
                .toList();
        var git = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(git.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var lines = Files.readAllLines(output);
        assertThat(git.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
