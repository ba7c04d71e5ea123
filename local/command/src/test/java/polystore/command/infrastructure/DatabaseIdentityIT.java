package polystore.command.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.mongodb.Mongo;
import polystore.command.mongodb.MongoChoice;
import polystore.platform.testing.TestStores;

/// A database that was created anew at the same address has another identity, so that it is migrated again.
class DatabaseIdentityIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPostgresDatabaseMadeAnewIsAnother() throws SQLException {
        var server = TestStores.postgres();
        var name = server.freshDatabase("orders").name();
        var superuser = server.superuser();
        var uri = "postgresql://" + superuser.user() + ":" + superuser.password() + "@127.0.0.1:" + server.port();
        var postgres = Postgres.of(home(), Ports.of(Map.of()), Map.of("POSTGRES_URI", uri));
        var first = postgres.identity(name);
        assertThat(postgres.identity(name)).isEqualTo(first);

        try (var connection =
                DriverManager.getConnection(server.server() + "/postgres", superuser.user(), superuser.password())) {
            connection.createStatement().execute("drop database " + name);
            connection.createStatement().execute("create database " + name);
        }
        assertThat(postgres.identity(name)).isNotEqualTo(first);
    }

    @Test
    void aMongoDatabaseMadeAnewIsAnother() {
        var server = TestStores.mongo();
        var name = server.freshDatabase("catalog");
        var mongo = Mongo.of(new MongoChoice.Given(server.uri()), home(), Ports.of(Map.of()));
        assertThat(mongo.identity(name)).isEqualTo("not migrated");
        var first = migrated(mongo, name);
        assertThat(mongo.identity(name)).isEqualTo(first);

        try (var client = MongoClients.create(server.uri())) {
            client.getDatabase(name).drop();
            assertThat(mongo.identity(name)).isEqualTo("not migrated");
            assertThat(migrated(mongo, name)).isNotEqualTo(first);
            client.getDatabase(name).drop();
        }
    }

    /// Marked as the migrate step marks a database.
    private static String migrated(Mongo mongo, String name) {
        var marker = new Document("_id", "database")
                .append("identity", UUID.randomUUID().toString());
        try (var client = MongoClients.create(TestStores.mongo().uri())) {
            client.getDatabase(name).getCollection("migrations").insertOne(marker);
        }
        assertThat(mongo.identity(name)).isEqualTo(marker.getString("identity"));
        return mongo.identity(name);
    }

    private Home home() {
        return new Home(folder.resolve("home"), folder);
    }
}
