package polystore.command.demo.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.demo.Sales;
import polystore.contracts.Money;
import polystore.platform.testing.TestStores;

class NorthwindDatabaseIT {
    private final NorthwindDatabase database =
            new NorthwindDatabase(TestStores.postgres().freshDatabase("northwind"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsAllOfNorthwindWithoutSettingsThatTheServerDoesNotKnow() throws Exception {
        var older = "SET ancient_setting = false;" + Files.readString(northwind());

        var loading = load(Files.writeString(folder.resolve("older.sql"), older));

        assertThat(loading.loaded()).isTrue();
        assertThat(loading.skipped()).containsExactly("SET ancient_setting = false");
        try (var connection = database.connect()) {
            var rows = new NorthwindRows(connection);
            assertThat(rows.products()).hasSize(77);
            assertThat(rows.unpaidOrders()).hasSize(830);
            assertThat(rows.unpaidOrders().stream()
                            .mapToInt(order -> order.lines().size())
                            .sum())
                    .isEqualTo(2_155);
            assertThat(rows.sales()).isEqualTo(new Sales(830, 51_317, Money.of("1449062.31", "USD")));
            assertThat(rows.salesBySku().values().stream().map(Sales::revenue).reduce(Money::plus))
                    .contains(rows.sales().revenue());
        }
    }

    @Test
    void everyRowBecomesADocumentAndACart() throws SQLException {
        load(northwind());

        try (var connection = database.connect()) {
            var rows = new NorthwindRows(connection);
            var skus = new HashSet<String>();
            var documents = MappedProducts.read(connection);
            for (var product : rows.products()) {
                var document = Objects.requireNonNull(documents.get(product.sku()));
                assertThat(document.path("category").asText())
                        .isEqualTo(NorthwindProductType.categoryCode(String.valueOf(product.categoryName())));
                assertThat(document.at("/attributes/supplier/country").asText()).hasSize(2);
                assertThat(document.at("/attributes/quantityPerUnit").isTextual())
                        .isTrue();
                skus.add(product.sku());
            }
            assertThat(documents.keySet()).isEqualTo(skus);
            for (var order : rows.unpaidOrders()) {
                assertThat(NorthwindRowsToCart.cart(order).cart().lines())
                        .allSatisfy(line -> assertThat(skus).contains(line.sku()));
            }
        }
    }

    @Test
    void pricesAreRoundedAsSqlRoundsThem() throws SQLException {
        load(northwind());

        try (var connection = database.connect()) {
            assertThat(new NorthwindRows(connection).products())
                    .filteredOn(row -> row.productId() == 5)
                    .singleElement()
                    .satisfies(row -> assertThat(row.opening()).isEqualTo(298));
            var document =
                    Objects.requireNonNull(MappedProducts.read(connection).get("NW-5"));
            assertThat(document.at("/price/amount").asText()).isEqualTo("21.35");
        }
    }

    @Test
    void aSecondRunLoadsNothingAndLeavesPaidOrdersOut() throws SQLException {
        load(northwind());
        try (var connection = database.connect()) {
            var imported = new ImportedOrders(connection);
            imported.begin(10248, Instant.parse("2026-01-01T00:00:00Z"));
            imported.placed(10248, "order-1", 1);
            imported.paid(10248, Instant.parse("2026-01-01T00:00:02Z"));
            imported.begin(10249, Instant.parse("2026-01-01T00:00:03Z"));
            imported.placed(10249, "order-2", 2);
        }

        assertThat(load(northwind()).loaded()).isFalse();

        try (var connection = database.connect()) {
            var rows = new NorthwindRows(connection);
            assertThat(rows.unpaidOrders()).hasSize(829);
            assertThat(rows.unpaidOrders().getFirst().placedId()).isEqualTo("order-2");
            assertThat(rows.unpaidOrders().getFirst().attempt()).isEqualTo(2);
            assertThat(rows.window().to()).isEqualTo("2026-01-01T00:00:02Z");
        }
    }

    @Test
    void aFileWithAFaultIsRolledBackAndTheLineIsNamed() throws Exception {
        var broken = Files.writeString(folder.resolve("broken.sql"), "create table a (b int);\n\nselect nothing;");

        assertThatThrownBy(() -> load(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3");

        assertThatThrownBy(() -> load(Files.writeString(folder.resolve("other.sql"), "create table a (b int);")))
                .as("table a of the first attempt would be in the way")
                .hasMessageContaining("is not the Northwind database");
    }

    private NorthwindDatabase.Loading load(Path file) {
        return database.load(file, TestStores.postgres().superuser());
    }

    private static Path northwind() {
        var file = System.getenv("NORTHWIND_SQL");
        assumeTrue(file != null && !file.isBlank(), "NORTHWIND_SQL does not name the Northwind file: not tested");
        return Path.of(file == null ? "" : file);
    }
}
