package polystore.command.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.mongo.MongoSearch.Download.Outcome;

class MongoSearchIT {
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

        assertThat(choice).isEqualTo(new MongoChoice.Found(named));
    }

    @Test
    void aProgramOnThePathComesBeforeADownload() throws IOException {
        var found = program();

        assertThat(search(Map.of("PATH", "/nowhere:" + folder)).choose()).isEqualTo(new MongoChoice.Found(found));
    }

    @Test
    void withoutAProgramOneIsDownloaded() {
        var search = new MongoSearch(Map.of("PATH", "/nowhere"), () -> new Outcome.Got(Path.of("/kept/mongod")));

        assertThat(search.choose()).isEqualTo(new MongoChoice.Downloaded(Path.of("/kept/mongod")));
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

    private MongoSearch search(Map<String, String> environment) {
        return new MongoSearch(environment, () -> new Outcome.Failed("no network"));
    }

    private Path program() throws IOException {
        return Files.createFile(
                folder.resolve("mongod"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
