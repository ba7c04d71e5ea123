package polystore.catalog;

import static polystore.platform.testing.ArchitectureRules.CALLS_SAY_WHO_MAY;
import static polystore.platform.testing.ArchitectureRules.httpOnlyIn;
import static polystore.platform.testing.ArchitectureRules.kafkaOnlyIn;
import static polystore.platform.testing.ArchitectureRules.mongoDriverOnlyIn;

import org.junit.jupiter.api.Test;
import polystore.platform.testing.ArchitectureSuite;

class ArchitectureTest {

    private final ArchitectureSuite catalog = new ArchitectureSuite("polystore.catalog");

    @Test
    void onlyMongoClassesCallTheDriver() {
        catalog.check(mongoDriverOnlyIn("Migration", "ListedHistory", "ImportResource"), "CallsMongo");
    }

    @Test
    void onlyKafkaClassesSeeRecords() {
        catalog.check(kafkaOnlyIn("DeadLetters", "Sender"), "Sends");
    }

    @Test
    void onlyWebClassesSeeHttp() {
        catalog.check(httpOnlyIn("BodyLimit", "BoundedReading", "SearchParameters", "LineForms"), "Answers");
    }

    @Test
    void everyCallSaysWhoMay() {
        catalog.check(CALLS_SAY_WHO_MAY, "OpenResource");
    }

    @Test
    void featuresHaveNoCycles() {
        catalog.checkThatFeaturesHaveNoCycles();
    }

    @Test
    void featuresAreFlat() {
        catalog.checkThatFeaturesAreFlat();
    }

    @Test
    void testsAreRun() {
        catalog.checkThatTestsAreRun();
    }
}
