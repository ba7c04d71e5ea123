package polystore.command.demo.northwind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

/// The mapping of the catalog's documents, on a few rows in Northwind's tables.
class MappedProductsIT {

    private static final String TABLES = """
            create table categories (category_id smallint primary key, category_name varchar(15) not null);
            create table suppliers (supplier_id smallint primary key, company_name varchar(40) not null, city varchar(15),
                country varchar(15));
            create table products (product_id smallint primary key, product_name varchar(40) not null,
                supplier_id smallint references suppliers, category_id smallint references categories,
                quantity_per_unit varchar(20), unit_price real, reorder_level smallint, discontinued integer not null);
            insert into categories values (5, 'Grains/Cereals'), (6, ' Crème & Käse ');
            insert into suppliers values (9, 'PB Knäckebröd AB', 'Göteborg', 'Sweden'),
                (10, 'Atlantis Foods', 'Poseidonis', 'Atlantis');
            insert into products values (22, 'Gustaf''s Knäckebröd', 9, 5, '24 - 500 g pkgs.', 21, 25, 0),
                (1, 'Chai', null, null, null, 18, null, 1), (5, 'Gumbo Mix', 10, 6, null, 21.35, null, 1),
                (6, 'Not sold', 9, 5, null, null, null, 0)""";

    @Test
    void aProductHasItsCategoryAndSupplierEmbeddedAndNothingForANull() throws Exception {
        var documents = documents();

        assertThat(documents.keySet()).containsExactly("NW-1", "NW-5", "NW-22");
        assertThat(documents.get("NW-22")).isEqualTo(json("""
                {"sku": "NW-22", "name": "Gustaf's Knäckebröd", "type": "northwind", "category": "nw-grains-cereals",
                 "price": {"amount": "21.00", "currency": "USD"},
                 "attributes": {"discontinued": false, "quantityPerUnit": "24 - 500 g pkgs.", "reorderLevel": 25,
                                "supplier": {"name": "PB Knäckebröd AB", "city": "Göteborg", "country": "SE"}},
                 "status": "published"}"""));
        assertThat(documents.get("NW-1")).isEqualTo(json("""
                {"sku": "NW-1", "name": "Chai", "type": "northwind", "price": {"amount": "18.00", "currency": "USD"},
                 "attributes": {"discontinued": true}, "status": "published"}"""));
    }

    @Test
    void aSupplierInNoKnownCountryKeepsNameAndCityAndACodeIsSafeInPaths() throws Exception {
        assertThat(documents().get("NW-5")).isEqualTo(json("""
                {"sku": "NW-5", "name": "Gumbo Mix", "type": "northwind", "category": "nw-creme-kase",
                 "price": {"amount": "21.35", "currency": "USD"},
                 "attributes": {"discontinued": true,
                                "supplier": {"name": "Atlantis Foods", "city": "Poseidonis"}},
                 "status": "published"}"""));
        assertThat(NorthwindProductType.categoryCode(" Crème & Käse ")).isEqualTo("nw-creme-kase");
    }

    private static Map<String, JsonNode> documents() throws Exception {
        var database = TestStores.postgres().freshDatabase("northwind");
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password());
                var statement = connection.createStatement()) {
            statement.execute(TABLES);
            return MappedProducts.read(connection);
        }
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
