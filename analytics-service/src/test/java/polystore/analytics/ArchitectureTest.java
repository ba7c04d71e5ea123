package polystore.analytics;

import org.junit.jupiter.api.Test;
import polystore.platform.testing.ArchitectureRules;
import polystore.platform.testing.ArchitectureSuite;

/// Each rule holds for this module, and rejects the counterexample made for it.
class ArchitectureTest {
    private static final ArchitectureSuite SUITE = new ArchitectureSuite("polystore.analytics");

    @Test
    void featuresHaveNoCycles() {
        SUITE.checkThatFeaturesHaveNoCycles();
    }

    @Test
    void featuresAreFlat() {
        SUITE.checkThatFeaturesAreFlat();
    }

    @Test
    void onlyPostgresClassesRunSql() {
        SUITE.check(ArchitectureRules.jdbcOnlyIn(), "RunsSql");
    }

    @Test
    void onlyMongoClassesCallTheDriver() {
        SUITE.check(ArchitectureRules.mongoDriverOnlyIn(), "CallsMongo");
    }

    @Test
    void onlyKafkaClassesSendAndReceive() {
        SUITE.check(ArchitectureRules.kafkaOnlyIn(), "Sends");
    }

    @Test
    void onlyWebClassesSeeHttp() {
        SUITE.check(ArchitectureRules.httpOnlyIn("RowFormats"), "Answers");
    }

    @Test
    void everyCallSaysWhoMay() {
        SUITE.check(ArchitectureRules.CALLS_SAY_WHO_MAY, "OpenResource");
    }

    @Test
    void everyTestIsRun() {
        SUITE.checkThatTestsAreRun();
    }
}
