package polystore.command.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.mongodb.MongodSearch.Download.Outcome;

class MongodSearchIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void anAddressComesBeforeEverything() throws IOException {
        var choice = search(Map.of(
                        "MONGODB_URI", "mongodb://db", "MONGOD", program().toString()))
                .choose();

        assertThat(choice).isEqualTo(new MongoChoice.Given("mongodb://db"));
    }

    @Test
    void aNamedProgramComesBeforeTheOneOnThePath() throws IOException {
        var named = Files.move(program(), folder.resolve("my-mongod"));

        var choice = search(Map.of("MONGOD", named.toString(), "PATH", program().getParent() + ""))
                .choose();

        assertThat(choice).isEqualTo(new MongoChoice.Found(named, "7.0"));
    }

    @Test
    void aProgramOnThePathComesBeforeADownload() throws IOException {
        var found = program();

        assertThat(search(Map.of("PATH", "/nowhere:" + folder)).choose())
                .isEqualTo(new MongoChoice.Found(found, "7.0"));
    }

    @Test
    void withoutAProgramOneIsDownloaded() throws IOException {
        var kept = program();

        assertThat(downloaded(kept)).isEqualTo(new MongoChoice.Downloaded(kept, "7.0"));
    }

    @Test
    void aDownloadThatDoesNotRunHereIsReplacedByTheStandInWithTheReason() throws IOException {
        var library =
                "echo 'mongod: error while loading shared libraries: libcrypto.so.1.1: cannot open' >&2; exit 127";
        assertThat(downloaded(program("library", library)))
                .isEqualTo(
                        new MongoChoice.StandIn("MongoDB needs the library libcrypto.so.1.1, which is not installed"));
        assertThat(downloaded(program("avx", "kill -ILL $$")))
                .isEqualTo(new MongoChoice.StandIn(
                        "MongoDB needs a processor with AVX, which this machine does not have"));
        assertThat(downloaded(program("kernel", "echo 'this kernel is not supported'; exit 1")))
                .isInstanceOfSatisfying(
                        MongoChoice.StandIn.class,
                        standIn -> assertThat(standIn.reason())
                                .endsWith("ended with code 1: this kernel is not supported"));
    }

    @Test
    void aProgramOnThePathThatDoesNotRunIsIgnored() throws IOException {
        program("mongod", "exit 1");

        assertThat(search(Map.of("PATH", folder.toString())).choose()).isEqualTo(new MongoChoice.StandIn("no network"));
    }

    @Test
    void aNamedProgramThatDoesNotRunIsRefused() throws IOException {
        var named = program("mine", "exit 1");

        assertThatThrownBy(() -> search(Map.of("MONGOD", named.toString())).choose())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not run here");
    }

    @Test
    void withoutANetworkTheStandInSaysWhy() {
        assertThat(search(Map.of("PATH", "/nowhere")).choose()).isEqualTo(new MongoChoice.StandIn("no network"));
    }

    @Test
    void aNamedProgramThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> search(Map.of("MONGOD", "/nowhere/mongod")).choose())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/nowhere/mongod");
    }

    private MongodSearch search(Map<String, String> environment) {
        return new MongodSearch(environment, () -> new Outcome.Failed("no network"));
    }

    private static MongoChoice downloaded(Path kept) {
        return new MongodSearch(Map.of("PATH", "/nowhere"), () -> new Outcome.Got(kept)).choose();
    }

    private Path program() throws IOException {
        return program("mongod", "echo 'db version v7.0.24'");
    }

    private Path program(String name, String line) throws IOException {
        var file = Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    }
}
