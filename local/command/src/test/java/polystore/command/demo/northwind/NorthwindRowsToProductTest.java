package polystore.command.demo.northwind;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.command.demo.northwind.NorthwindRowsToProduct.ProductDocument;
import polystore.command.demo.northwind.ProductRow.SupplierRow;
import polystore.contracts.Money;

class NorthwindRowsToProductTest {
    private static final SupplierRow SUPPLIER = new SupplierRow("PB Knäckebröd AB", "Göteborg", "Sweden");

    @Test
    void embedsCategoryAndSupplier() {
        var row = new ProductRow(
                22,
                "Gustaf's Knäckebröd",
                "24 - 500 g pkgs.",
                new BigDecimal("21.00"),
                false,
                25,
                "Grains/Cereals",
                SUPPLIER,
                452);

        assertThat(NorthwindRowsToProduct.document(row))
                .isEqualTo(new ProductDocument(
                        "NW-22",
                        "Gustaf's Knäckebröd",
                        "northwind",
                        "nw-grains-cereals",
                        Money.of("21.00", "USD"),
                        Map.of(
                                "discontinued",
                                false,
                                "quantityPerUnit",
                                "24 - 500 g pkgs.",
                                "reorderLevel",
                                25,
                                "supplier",
                                Map.of("name", "PB Knäckebröd AB", "city", "Göteborg", "country", "SE")),
                        "published"));
    }

    @Test
    void aColumnThatIsNullIsAbsentInTheDocument() {
        var row = new ProductRow(1, "Chai", null, new BigDecimal("18.00"), true, null, null, null, 0);

        var document = NorthwindRowsToProduct.document(row);

        assertThat(document.category()).isNull();
        assertThat(document.attributes()).isEqualTo(Map.of("discontinued", true));
    }

    @Test
    void aDiscontinuedProductIsPublishedBecauseItsOldOrdersAreStillToBePlaced() {
        var row = new ProductRow(5, "Gumbo Mix", null, new BigDecimal("21.35"), true, null, null, SUPPLIER, 298);

        assertThat(NorthwindRowsToProduct.document(row).status()).isEqualTo("published");
    }

    @Test
    void aSupplierInNoKnownCountryKeepsNameAndCity() {
        var row = new ProductRow(
                1,
                "Chai",
                null,
                BigDecimal.TEN.setScale(2),
                false,
                null,
                null,
                new SupplierRow("Atlantis Foods", "Poseidonis", "Atlantis"),
                1);

        assertThat(NorthwindRowsToProduct.document(row).attributes())
                .containsEntry("supplier", Map.of("name", "Atlantis Foods", "city", "Poseidonis"));
    }

    @Test
    void categoryCodesAreSafeInPaths() {
        assertThat(NorthwindRowsToProduct.categoryCode("Meat/Poultry")).isEqualTo("nw-meat-poultry");
        assertThat(NorthwindRowsToProduct.categoryCode(" Crème & Käse ")).isEqualTo("nw-creme-kase");
    }
}
