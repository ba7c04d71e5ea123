package polystore.orders;

import org.junit.jupiter.api.Test;
import polystore.platform.testing.ArchitectureRules;
import polystore.platform.testing.ArchitectureSuite;

/// Each rule holds for this module, and rejects the counterexample made for it.
class ArchitectureTest {
    private static final ArchitectureSuite SUITE = new ArchitectureSuite("polystore.orders");

    @Test
    void featuresHaveNoCycles() {
        SUITE.checkThatFeaturesHaveNoCycles();
    }

    @Test
    void transactionsSendNothing() {
        SUITE.check(ArchitectureRules.TRANSACTIONS_SEND_NOTHING, "Sends");
    }

    @Test
    void theDomainIsPure() {
        SUITE.check(ArchitectureRules.DOMAIN_IS_PURE, "ReadsDatabase");
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
