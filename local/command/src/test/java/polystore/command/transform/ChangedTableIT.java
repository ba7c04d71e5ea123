package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.platform.testing.TestStores;
import polystore.stores.ServiceDatabase;

/// A column that gets another type while a command is at work: between its plan and its reading, the command waits for
/// the lock of the tickets, which the test holds.
class ChangedTableIT {

    /// The advisory lock of `polystore.ticket`.
    private static final long TICKETS = 0x706f_6c79_7374L;

    private static final String WAITING =
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())";

    @TempDir
    Path folder;

    private ServiceDatabase database;
    private String target;

    @BeforeEach
    void load() throws Exception {
        database = TestStores.postgres().freshDatabase("orders");
        target = TestStores.mongo().uri() + "/" + TestStores.mongo().freshDatabase("analytics");
        Files.writeString(folder.resolve("password"), database.owner().password());
        Files.writeString(folder.resolve("mapping.yaml"), """
                mapping: people
                source: %s
                target: %s
                root: person
                fields: { age: age, half: { sql: "10 / (age - 7)", type: integer } }
                """.formatted(database.jdbcUrl(), target));
        try (var connection = connect()) {
            execute(connection, "create table person (id int primary key, age int)");
            execute(connection, "insert into person values (1, 8), (2, 7)");
        }
        assertThat(polystore("run").exitCode()).isEqualTo(1);
    }

    @Test
    void repairWritesNothingOfATableThatChangedAfterItWasPlanned() throws Exception {
        try (var client = MongoClients.create(target)) {
            var people = client.getDatabase(target.substring(target.lastIndexOf('/') + 1))
                    .getCollection("people");
            people.updateOne(Filters.eq(1), new Document("$set", new Document("age", 9)));

            var repaired = whileTheColumnChanges("repair");

            assertThat(repaired.exitCode()).isEqualTo(1);
            assertThat(repaired.errors())
                    .contains("of \"public\".\"person\" are no longer those of the plan")
                    .doesNotContain("at polystore.");
            assertThat(people.find(Filters.eq(1)).first()).containsEntry("age", 9);
        }
    }

    @Test
    void retryWritesNothingOfATableThatChangedAfterItWasPlanned() throws Exception {
        try (var connection = connect();
                var client = MongoClients.create(target)) {
            execute(connection, "update person set age = 6 where id = 2");

            var retried = whileTheColumnChanges("dead-letters", "retry");

            assertThat(retried.exitCode()).isEqualTo(1);
            assertThat(retried.errors()).contains("of \"public\".\"person\" are no longer those of the plan");
            assertThat(client.getDatabase(target.substring(target.lastIndexOf('/') + 1))
                            .getCollection("people")
                            .countDocuments())
                    .isEqualTo(1);
        }
        assertThat(polystore("dead-letters", "retry").output()).contains("1 converted now", "0 dead letters");
    }

    private SchemaSource.Answer whileTheColumnChanges(String... command) throws Exception {
        try (var holder = connect()) {
            execute(holder, "select pg_advisory_lock(" + TICKETS + ")");
            var answer = CompletableFuture.supplyAsync(() -> polystore(command));
            await().until(() -> waiting(holder) > 0 || answer.isDone());
            execute(holder, "alter table person alter age type bigint");
            execute(holder, "select pg_advisory_unlock(" + TICKETS + ")");
            return answer.get(1, TimeUnit.MINUTES);
        }
    }

    private static long waiting(Connection connection) throws Exception {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(WAITING)) {
            row.next();
            return row.getLong(1);
        }
    }

    private SchemaSource.Answer polystore(String... command) {
        var all = new ArrayList<>(List.of("transform", command[0]));
        all.addAll(List.of("-f", folder.resolve("mapping.yaml").toString()));
        all.addAll(List.of(command).subList(1, command.length));
        all.addAll(List.of("--user", database.owner().user()));
        all.addAll(List.of("--password-file", folder.resolve("password").toString()));
        return SchemaSource.run(all.toArray(String[]::new));
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password());
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
