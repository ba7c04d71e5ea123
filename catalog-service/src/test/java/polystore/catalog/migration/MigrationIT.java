package polystore.catalog.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

class MigrationIT {

    @Test
    void aSecondMigrationChangesNothing() {
        var server = TestStores.mongo();
        var name = server.freshDatabase("catalog");
        Migration.run(server.uri(), name);
        Migration.run(server.uri(), name);
        try (var client = MongoClients.create(server.uri())) {
            var database = client.getDatabase(name);
            assertThat(database.listCollectionNames().into(new ArrayList<>()))
                    .contains("products", "productTypes", "categories", "availability");
            assertThat(database.getCollection("DATABASECHANGELOG").countDocuments())
                    .isEqualTo(5);
            assertThat(database.getCollection("products")
                            .listIndexes()
                            .map(index -> index.getString("name"))
                            .into(new ArrayList<>()))
                    .contains("products_skus", "products_unpublished", "products_words", "products_attributes");
            database.drop();
        }
    }
}
