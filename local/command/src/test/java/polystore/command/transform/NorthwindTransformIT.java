package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.Polystore;
import polystore.platform.testing.TestStores;
import polystore.stores.FreePort;
import polystore.stores.ServiceDatabase;

/// A stranger's way from a database to a verified collection, by the commands alone, on Northwind.
class NorthwindTransformIT {

    private static final String DRIFT = "polystore_transformer_drift{mapping=\"customers\"} ";

    @TempDir
    Path folder;

    private ServiceDatabase database;
    private String target;
    private Path mapping;

    @BeforeEach
    void load() throws Exception {
        var northwind = NorthwindSource.load(folder);
        database = northwind.database();
        target = northwind.target();
        mapping = folder.resolve("mapping.yaml");
    }

    @Test
    void aSuggestedMappingIsCheckedRunAndVerifiedAndItsDriftRepaired() throws Exception {
        suggest("customers", 3);
        assertThat(polystore("check").exitCode()).isZero();

        assertThat(polystore("run")).isEqualTo(new Answer(0, "91 documents, 0 dead letters\n"));
        assertThat(polystore("verify")).isEqualTo(new Answer(0, "91 documents, 0 differences\n"));

        change();
        var drifted = polystore("verify");
        assertThat(drifted.exitCode()).isEqualTo(1);
        assertThat(drifted.output()).contains("ALFKI CHANGED_IN_TARGET").endsWith("91 documents, 1 differences\n");
        assertThat(polystore("repair").output()).endsWith("91 documents, 1 differences, 1 repaired\n");
        assertThat(polystore("verify").exitCode()).isZero();
    }

    @Test
    void askingForTheStateOfARunMakesNoneInTheSource() throws Exception {
        suggest("customers", 1);

        assertThat(polystore("status").output()).startsWith("customers: not run to mongodb://");
        assertThat(polystore("dead-letters")).isEqualTo(new Answer(0, "0 dead letters\n"));
        assertThat(polystore("pause").exitCode()).isEqualTo(1);
        assertThat(stateTable()).isNull();

        assertThat(polystore("run").exitCode()).isZero();
        assertThat(stateTable()).isEqualTo("polystore.backfill");
        assertThat(polystore("status").output()).startsWith("customers: finished, 1 of 1 ranges done, 91 of about 91");
    }

    @Test
    void continuousVerificationShowsDriftAsAMetricUntilItIsRepaired() throws Exception {
        suggest("customers", 1);
        polystore("run");
        var port = FreePort.next();
        var verification = Thread.ofPlatform()
                .start(() -> polystore(
                        "verify", "--every", "0", "--share", "100", "--lag", "0", "--metrics", String.valueOf(port)));
        try {
            await().untilAsserted(() -> assertThat(metrics(port)).contains(DRIFT + "0.0", "verified_total"));
            change();
            await().untilAsserted(() -> assertThat(metrics(port)).contains(DRIFT + "1.0"));
            polystore("repair");
            await().untilAsserted(() -> assertThat(metrics(port)).contains(DRIFT + "0.0"));
        } finally {
            verification.interrupt();
            verification.join();
        }
    }

    @Test
    void refusesOptionsOfAVerificationThatGoesOnWithoutTheirMeaning() throws Exception {
        suggest("customers", 1);

        assertThat(polystore("verify", "--metrics", "9464").exitCode()).isEqualTo(2);
        assertThat(polystore("verify", "--every", "-1").exitCode()).isEqualTo(2);
        assertThat(polystore("verify", "--every", "1", "--metrics", "nowhere").exitCode())
                .isEqualTo(2);
    }

    /// Empty until the port is open.
    private static String metrics(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (ConnectException notYet) {
            return "";
        }
    }

    @Test
    void previewPrintsTheDocumentAndNothingElse() throws Exception {
        suggest("customers", 3);

        var shown = polystore("preview", "--key", "ALFKI");

        assertThat(shown.exitCode()).isZero();
        var document = BsonDocument.parse(shown.output());
        assertThat(document.getString("_id").getValue()).isEqualTo("ALFKI");
        assertThat(document.getString("companyName").getValue()).isEqualTo("Alfreds Futterkiste");
        var orders = document.getArray("orders");
        assertThat(orders).hasSize(6);
        var first = orders.getFirst().asDocument();
        assertThat(first.getInt32("orderId").getValue()).isEqualTo(10643);
        assertThat(first.getString("orderDate").getValue()).isEqualTo("1997-08-25");
        assertThat(first.getArray("orderDetails")).hasSize(3);
    }

    @Test
    void everyTableIsARootThatNeedsNoJava() throws Exception {
        for (var root : List.of("products", "employees", "orders", "order_details", "suppliers", "territories")) {
            suggest(root, 2);

            assertThat(polystore("run").exitCode()).as(root).isZero();
            assertThat(polystore("verify").output()).as(root).endsWith(" 0 differences\n");
        }
    }

    @Test
    void explainShowsTheWayOfEachTableToTheRoot() throws Exception {
        suggest("customers", 2);

        assertThat(polystore("explain").output())
                .contains(
                        "orders: public.orders by customer_id", "no index: create index on", "-- orders.orderDetails");
    }

    private void suggest(String root, int depth) throws Exception {
        var suggested = run(List.of(
                "suggest",
                "--source",
                database.jdbcUrl(),
                "--root",
                root,
                "--depth",
                String.valueOf(depth),
                "--target",
                target));
        assertThat(suggested.exitCode()).as(suggested.output()).isZero();
        Files.writeString(mapping, suggested.output());
    }

    private @Nullable String stateTable() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select to_regclass('polystore.backfill')::text")) {
            row.next();
            return row.getString(1);
        }
    }

    private void change() {
        try (var client = MongoClients.create(TestStores.mongo().uri())) {
            client.getDatabase(target.substring(target.lastIndexOf('/') + 1))
                    .getCollection("customers")
                    .updateOne(Filters.eq("_id", "ALFKI"), Updates.set("companyName", "Somebody else"));
        }
    }

    private Answer polystore(String command, String... more) {
        var arguments = new ArrayList<>(List.of(command, "-f", mapping.toString()));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    record Answer(int exitCode, String output) {}

    private Answer run(List<String> arguments) {
        var all = new ArrayList<>(List.of("transform"));
        all.addAll(arguments);
        all.addAll(List.of("--user", database.owner().user()));
        all.addAll(List.of("--password-file", folder.resolve("password").toString()));
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            var exitCode = Polystore.run(all.toArray(String[]::new));
            return new Answer(exitCode, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }
}
