package polystore.catalog.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationTest {

    @Test
    void namesTheDatabaseInTheAddress() {
        assertThat(Migration.inDatabase("mongodb://127.0.0.1:27017", "catalog"))
                .isEqualTo("mongodb://127.0.0.1:27017/catalog");
        assertThat(Migration.inDatabase("mongodb://a:1,b:2/other?replicaSet=rs0", "catalog"))
                .isEqualTo("mongodb://a:1,b:2/catalog?replicaSet=rs0");
    }

    @Test
    void keepsTheDatabaseThatKnowsTheUser() {
        assertThat(Migration.inDatabase("mongodb://u:p@a:1/?tls=true", "catalog"))
                .isEqualTo("mongodb://u:p@a:1/catalog?authSource=admin&tls=true");
        assertThat(Migration.inDatabase("mongodb://u:p@a:1/users", "catalog"))
                .isEqualTo("mongodb://u:p@a:1/catalog?authSource=users");
        assertThat(Migration.inDatabase("mongodb://u:p@a:1/?authSource=x", "catalog"))
                .isEqualTo("mongodb://u:p@a:1/catalog?authSource=x");
    }
}
