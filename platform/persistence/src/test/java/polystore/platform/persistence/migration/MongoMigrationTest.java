package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MongoMigrationTest {

    @Test
    void namesTheDatabaseInTheAddress() {
        assertThat(MongoMigration.inDatabase("mongodb://127.0.0.1:27017", "catalog"))
                .isEqualTo("mongodb://127.0.0.1:27017/catalog");
        assertThat(MongoMigration.inDatabase("mongodb://a:1,b:2/other?replicaSet=rs0", "catalog"))
                .isEqualTo("mongodb://a:1,b:2/catalog?replicaSet=rs0");
    }

    @Test
    void keepsTheDatabaseThatAuthenticatesTheUser() {
        assertThat(MongoMigration.inDatabase("mongodb://u:p@a:1/?tls=true", "catalog"))
                .isEqualTo("mongodb://u:p@a:1/catalog?authSource=admin&tls=true");
        assertThat(MongoMigration.inDatabase("mongodb://u:p@a:1/users", "catalog"))
                .isEqualTo("mongodb://u:p@a:1/catalog?authSource=users");
        assertThat(MongoMigration.inDatabase("mongodb://u:p@a:1/?authSource=x", "catalog"))
                .isEqualTo("mongodb://u:p@a:1/catalog?authSource=x");
    }
}
