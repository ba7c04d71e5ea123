package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

class MongoMigrationIT {

    private final String name = TestStores.mongo().freshDatabase("things");
    private final MongoClient client = MongoClients.create(TestStores.mongo().uri());
    private final MongoDatabase database = client.getDatabase(name);

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    @Test
    void aSecondMigrationChangesNothing() {
        migrate();
        var identity = marker();
        migrate();

        assertThat(database.listCollectionNames().into(new ArrayList<>())).contains("things", "plain");
        assertThat(database.getCollection(MongoSchema.HISTORY).countDocuments()).isEqualTo(2);
        assertThat(marker()).isEqualTo(identity);
    }

    @Test
    void aDatabaseThatWasCreatedAgainHasAnotherMarker() {
        migrate();
        var identity = marker();
        database.drop();
        migrate();

        assertThat(marker()).isNotEqualTo(identity);
    }

    @Test
    void theLiquibaseLockOfAKilledProcessIsReleased() {
        migrate();
        database.getCollection("DATABASECHANGELOGLOCK")
                .replaceOne(
                        new Document("_id", 1),
                        new Document("_id", 1).append("locked", true).append("lockedBy", "a killed process"));

        migrate();

        assertThat(database.getCollection("DATABASECHANGELOGLOCK").find(new Document("locked", true)))
                .isEmpty();
    }

    @Test
    void everyMissingMigrationCollectionAndIndexIsNamed() {
        var schema = MongoSchema.ofProgram(database);
        assertThat(schema.missing())
                .containsExactly(
                        "collection plain", "collection things", "migration 001-things", "migration 002-without-age");
        migrate();
        assertThat(schema.missing()).isEmpty();

        database.getCollection("things").dropIndex("things_name");
        database.getCollection("plain").drop();
        assertThat(schema.missing()).containsExactly("collection plain", "index things_name of things");
    }

    @Test
    void aMissingValidatorIsNamed() {
        assumeThat(TestStores.mongo().standIn())
                .as("the stand-in keeps no validators")
                .isFalse();
        migrate();

        database.runCommand(new Document("collMod", "things").append("validator", new Document()));

        assertThat(MongoSchema.ofProgram(database).missing()).containsExactly("validator of things");
    }

    @Test
    void aDatabaseAheadOfTheProgramIsNotCompared() {
        migrate();
        database.getCollection(MongoSchema.HISTORY).insertOne(new Document("id", "003-of-a-later-version"));
        database.getCollection("plain").drop();

        assertThat(MongoSchema.ofProgram(database).missing()).isEmpty();
    }

    private void migrate() {
        MongoMigration.run(TestStores.mongo().uri(), name);
    }

    private String marker() {
        var marker = database.getCollection(MongoMarker.COLLECTION)
                .find(new Document("_id", "database"))
                .first();
        return Objects.requireNonNull(marker, "the marker").getString("identity");
    }
}
