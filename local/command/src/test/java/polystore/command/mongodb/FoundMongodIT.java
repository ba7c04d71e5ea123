package polystore.command.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.stack.FreeOffset;

/// A `mongod` found on this machine, represented by a script that runs the stand-in.
class FoundMongodIT {
    @TempDir
    private Path folder = Path.of("");

    private final Ports ports = FreeOffset.ports();

    @Test
    void aFoundMongodIsStartedInAFolderOfItsOwnAndStoresDocuments() throws IOException {
        var mongo = Mongo.of(new MongoChoice.Found(script(), "8.0"), home(), ports);

        try (var server = mongo.own().orElseThrow().starter().start();
                var client = MongoClients.create(mongo.addresses().application("catalog"))) {
            client.getDatabase("catalog").getCollection("products").insertOne(new Document("_id", 1));

            assertThat(server.process().isAlive()).isTrue();
            assertThat(home().data("mongodb-8.0").resolve("data.mv")).exists();
            assertThat(home().data("mongodb-stand-in")).doesNotExist();
        }
    }

    @Test
    void theStandInIsNamedAsSuchWithTheReason() {
        var mongo = Mongo.of(new MongoChoice.StandIn("no network"), home(), ports);

        assertThat(mongo.kind()).startsWith("stand-in, not MongoDB").contains("no network");
    }

    @Test
    void aGivenServerIsNotStarted() {
        var mongo = Mongo.of(new MongoChoice.Given("mongodb://jo:secret@db.example.org:27018/x"), home(), ports);

        assertThat(mongo.own()).isEmpty();
        assertThat(mongo.address()).isEqualTo("db.example.org:27018");
        assertThat(mongo.addresses().application("catalog")).isEqualTo("mongodb://jo:secret@db.example.org:27018/x");
    }

    private Home home() {
        return new Home(folder.resolve("home"), folder);
    }

    /// Understands `--dbpath` and `--port` as mongod does, and ignores all other options.
    private Path script() throws IOException {
        var script = Files.createFile(
                folder.resolve("mongod"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return Files.writeString(
                script, """
                #!/bin/sh
                while [ $# -gt 0 ]; do
                    case $1 in
                        --dbpath) data=$2; shift ;;
                        --port) port=$2; shift ;;
                    esac
                    shift
                done
                exec '%s/bin/java' -cp '%s' polystore.stores.MongoStandInProcess "$data/data.mv" "$port"
                """.formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
    }
}
