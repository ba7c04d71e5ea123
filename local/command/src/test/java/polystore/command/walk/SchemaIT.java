package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.command.home.Secrets;
import polystore.command.mongodb.Mongo;
import polystore.platform.persistence.migration.DeclaredCollections;
import polystore.platform.persistence.migration.DeclaredRelations;

/// Reads from the servers of a running stack everything that the migration files declare, because a test that
/// migrates a database of its own does not prove that the stack's databases were migrated.
@ExtendWith(WholeStack.class)
class SchemaIT {
    private final LocalStack stack;

    SchemaIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "analytics"})
    void postgresHasEveryDeclaredTableViewSequenceAndIndex(String service) throws Exception {
        var declared = DeclaredRelations.of(sql(service)).kinds().keySet();

        assertThat(declared).hasSizeGreaterThan(10);
        try (var connection = connect(service, service + "_read")) {
            assertThat(names(connection, "select relname from pg_class where relnamespace = 'public'::regnamespace"))
                    .containsAll(declared);
            assertThat(names(connection, "select indexrelid::regclass::text from pg_index where not indisvalid"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "analytics"})
    void postgresLetsOnlyTheOwnerChangeTheSchema(String service) throws Exception {
        try (var application = connect(service, service + "_app");
                var reader = connect(service, service + "_read");
                var owner = connect(service, service + "_owner")) {
            for (var ddl : List.of("create table mine (id int)", "drop table flyway_schema_history")) {
                refused(application, ddl);
                refused(reader, ddl);
            }
            refused(reader, "delete from flyway_schema_history");
            owner.createStatement().execute("create table mine (id int); drop table mine");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "analytics"})
    void mongoHasEveryDeclaredCollectionAndIndex(String service) throws IOException {
        var declared = DeclaredCollections.of(changelog(service));

        try (var client = MongoClients.create(mongo())) {
            var database = client.getDatabase(service);
            assertThat(database.listCollectionNames().into(new ArrayList<>())).containsAll(declared.names());
            declared.collections()
                    .forEach((name, collection) -> assertThat(indexes(database, name))
                            .as("indexes of %s", name)
                            .containsAll(collection.indexes()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "analytics"})
    void mongoHasEveryDeclaredValidator(String service) throws IOException {
        assumeThat(mongoIsReal()).as("the stand-in keeps no validators").isTrue();
        var declared = DeclaredCollections.of(changelog(service));

        try (var client = MongoClients.create(mongo())) {
            for (var collection : client.getDatabase(service).listCollections()) {
                var expected = declared.collections().get(collection.getString("name"));
                if (expected != null && expected.validated()) {
                    assertThat(collection.get("options", new Document()))
                            .as("options of %s", collection.getString("name"))
                            .containsKey("validator");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"orders,1", "catalog,2", "analytics,3"})
    void everyServiceSaysThatItsSchemasAreComplete(String service, int port) throws Exception {
        var address = "http://127.0.0.1:" + (stack.ports().gateway() + port) + "/q/health/ready";
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(service).contains("database schemas");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "analytics"})
    void postgresHasARecordOfEveryMigration(String service) throws Exception {
        try (var connection = connect(service, service + "_read")) {
            assertThat(names(connection, "select script from flyway_schema_history where success"))
                    .containsAll(sqlFiles(service).stream()
                            .map(file -> file.getFileName().toString())
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "analytics"})
    void mongoHasARecordOfEveryMigration(String service) throws IOException {
        try (var client = MongoClients.create(mongo())) {
            assertThat(client.getDatabase(service)
                            .getCollection("DATABASECHANGELOG")
                            .find())
                    .extracting(row -> row.getString("id"))
                    .containsAll(DeclaredCollections.of(changelog(service)).changeSets());
        }
    }

    @Test
    void theGatewayHasNothingToMigrate() throws Exception {
        try (var connection = connect("orders", "orders_read");
                var client = MongoClients.create(mongo())) {
            assertThat(names(connection, "select datname from pg_database where not datistemplate"))
                    .contains("orders", "analytics")
                    .doesNotContain("gateway");
            assertThat(client.listDatabaseNames().into(new ArrayList<>())).doesNotContain("gateway");
        }
    }

    private static void refused(Connection connection, String sql) {
        assertThatThrownBy(() -> connection.createStatement().execute(sql))
                .as(sql)
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    private Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + stack.ports().postgres() + "/" + database,
                user,
                new Secrets(stack.home().secrets()).user(user).password());
    }

    private static Set<String> names(Connection connection, String sql) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(sql)) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static List<String> indexes(MongoDatabase database, String collection) {
        return database.getCollection(collection)
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new ArrayList<>());
    }

    private String mongo() {
        return "mongodb://127.0.0.1:" + stack.ports().mongo();
    }

    private boolean mongoIsReal() {
        return stack.status().components().stream()
                .filter(component -> component.name().equals(Mongo.NAME))
                .noneMatch(component -> String.valueOf(component.note()).startsWith("stand-in"));
    }

    private List<String> sql(String service) throws IOException {
        return sqlFiles(service).stream().map(SchemaIT::text).toList();
    }

    private List<Path> sqlFiles(String service) throws IOException {
        try (var files = Files.list(resources(service).resolve("db/migration"))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    private String changelog(String service) {
        return text(resources(service).resolve("migration/changelog.json"));
    }

    private Path resources(String service) {
        return stack.home().checkout().resolve(service + "-service/src/main/resources");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
