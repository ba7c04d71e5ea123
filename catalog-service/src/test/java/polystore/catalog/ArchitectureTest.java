package polystore.catalog;

import org.junit.jupiter.api.Test;
import polystore.platform.testing.ArchitectureRules;
import polystore.platform.testing.ArchitectureSuite;

/// Each rule holds for this module, and rejects the counterexample made for it.
class ArchitectureTest {
    private static final ArchitectureSuite SUITE = new ArchitectureSuite("polystore.catalog");

    @Test
    void featuresHaveNoCycles() {
        SUITE.checkThatFeaturesHaveNoCycles();
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
