package polystore.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import jakarta.validation.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.Database;
import polystore.catalog.RecordedEvents;
import polystore.catalog.categories.MongoCategories;
import polystore.catalog.editing.ProductRules;
import polystore.catalog.imports.ReportLine.Status;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.ProductChanged;
import polystore.catalog.products.ProductIds;
import polystore.catalog.products.Products;
import polystore.catalog.text.LocalizedText;
import polystore.catalog.types.AttributeSchemas;
import polystore.catalog.types.MongoProductTypes;
import polystore.catalog.types.ProductType;
import polystore.platform.rest.Bodies;
import polystore.platform.rest.StrictJson;
import polystore.platform.testing.TestStores;

/// Imports on a database, whose round trips are counted.
class ImportProductsIT {

    private final Database database = Database.fresh();
    private final RoundTrips roundTrips = new RoundTrips();
    private final RecordedEvents<ProductChanged> changes = new RecordedEvents<>();
    private MongoClient client;
    private ImportProducts imports;

    @BeforeEach
    void open() {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(TestStores.mongo().uri()))
                .addCommandListener(roundTrips)
                .build());
        var mongo = client.getDatabase(database.mongo().getName());
        var products = new MongoProducts(mongo, Products.readable());
        var types = new MongoProductTypes(mongo);
        types.add(new ProductType("any", 1, LocalizedText.of("Any"), "{}", List.of(), List.of()));
        var rules = new ProductRules(products, types, new MongoCategories(mongo), new AttributeSchemas());
        var json = new ObjectMapper();
        new StrictJson().customize(json);
        var bodies = new Bodies(json, Validation.buildDefaultValidatorFactory().getValidator());
        var clock = Clock.systemUTC();
        var plan = new PlanLines(new ImportLineMapper(bodies, json), rules, new ProductIds(clock), clock);
        imports = new ImportProducts(plan, rules, products, changes);
        roundTrips.commands.clear();
    }

    @AfterEach
    void close() {
        client.close();
        database.close();
    }

    @Test
    void aBatchOf500NewLinesIsThreeRoundTrips() {
        var report = load(IntStream.range(0, 500).mapToObj(i -> line("S" + i, "1")));
        assertThat(report).hasSize(500).allMatch(line -> line.status() == Status.CREATED);
        assertThat(roundTrips.commands).containsExactly("find", "find", "insert");
        assertThat(changes.fired).hasSize(500);
    }

    @Test
    void aBatchOf500ChangedLinesIsThreeRoundTripsAndAnUnchangedOneTwo() {
        load(IntStream.range(0, 500).mapToObj(i -> line("S" + i, "1")));
        roundTrips.commands.clear();
        assertThat(load(IntStream.range(0, 500).mapToObj(i -> line("S" + i, "2"))))
                .allMatch(line -> line.status() == Status.UPDATED);
        assertThat(roundTrips.commands).containsExactly("find", "find", "update");
        roundTrips.commands.clear();
        assertThat(load(IntStream.range(0, 500).mapToObj(i -> line("S" + i, "2"))))
                .allMatch(line -> line.status() == Status.UNCHANGED);
        assertThat(roundTrips.commands).containsExactly("find", "find");
    }

    @Test
    void numbersAreComparedByValue() {
        load(Stream.of(line("S", "{\"a\":1e2,\"b\":[0.50,-0.0],\"c\":{\"d\":1,\"e\":12345678901}}")));
        for (var same : List.of(
                "{\"a\":1e2,\"b\":[0.50,-0.0],\"c\":{\"d\":1,\"e\":12345678901}}",
                "{\"c\":{\"e\":1.2345678901E10,\"d\":1.0},\"b\":[5e-1,0],\"a\":100}")) {
            assertThat(load(Stream.of(line("S", same))))
                    .extracting(ReportLine::status)
                    .containsExactly(Status.UNCHANGED);
        }
        assertThat(load(Stream.of(line("S", "{\"a\":100,\"b\":[0,0.5],\"c\":{\"d\":1}}"))))
                .extracting(ReportLine::status)
                .containsExactly(Status.UPDATED);
    }

    @Test
    void anAttributeThatBsonCannotRepresentRejectsOnlyItsLine() {
        var report = load(Stream.of(
                line("A", "{\"a\\n\\u0000b\":1}"),
                line("B", "{\"\\ud800\":1}"),
                line("C", "{\"a\":\"\\udc00\"}"),
                line("D", "{\"a\":[{\"b\":\"\\u0000\"}]}"),
                line("E", "{\"a\":\"\\ud83d\\ude00\\n\"}")));
        assertThat(report)
                .extracting(ReportLine::sku, ReportLine::status)
                .containsExactly(
                        tuple("A", Status.REJECTED),
                        tuple(null, Status.REJECTED),
                        tuple("C", Status.REJECTED),
                        tuple("D", Status.REJECTED),
                        tuple("E", Status.CREATED));
        assertThat(report)
                .filteredOn(line -> line.problem() != null)
                .allSatisfy(line -> assertThat(problem(line)).isEqualTo("request/invalid"));
    }

    @Test
    void aRepeatedSkuIsRejected() {
        var seen = new SkusSeen();
        var first = imports.handle(lines(line("A", "1") + "\n" + line("A", "2")), seen);
        assertThat(first).extracting(ReportLine::status).containsExactly(Status.CREATED, Status.REJECTED);
        // In a later batch of the same import too.
        assertThat(imports.handle(lines(line("A", "3")), seen))
                .extracting(ImportProductsIT::problem)
                .containsExactly("catalog/sku-repeated");
        assertThat(imports.handle(lines(line("A", "3")), new SkusSeen()))
                .extracting(ReportLine::status)
                .containsExactly(Status.UPDATED);
    }

    private static String problem(ReportLine line) {
        return Objects.requireNonNull(line.problem()).type();
    }

    private List<ReportLine> load(Stream<String> file) {
        return imports.handle(lines(file.collect(Collectors.joining("\n"))), new SkusSeen());
    }

    /// @param value of the attribute `a`, or all attributes
    private static String line(String sku, String value) {
        return "{\"sku\":\"" + sku
                + "\",\"name\":\"x\",\"type\":\"any\",\"price\":{\"amount\":\"1\",\"currency\":\"EUR\"},"
                + "\"attributes\":" + (value.startsWith("{") ? value : "{\"a\":" + value + "}") + "}";
    }

    private static List<NdjsonLines.Line> lines(String text) {
        try {
            return new NdjsonLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).batch();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A named class, because Quarkus makes a bean of each listener that it finds, also of anonymous ones.
    static final class RoundTrips implements CommandListener {

        private final List<String> commands = new CopyOnWriteArrayList<>();

        @Override
        public void commandStarted(CommandStartedEvent command) {
            commands.add(command.getCommandName());
        }
    }
}
