package polystore.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import polystore.command.counterexamples.stack.MongoAware;
import polystore.platform.testing.ArchitectureSuite;

/// Each rule holds for this module, and rejects the counterexample made for it.
class ArchitectureTest {
    private static final ArchitectureSuite SUITE = new ArchitectureSuite("polystore.command");

    private static final ArchRule STACK_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("..stack..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..command.mongodb..", "..command.infrastructure..", "..command.services..")
            .because("every process is supervised in the same way");

    @Test
    void theStackKnowsNoParticularServer() {
        SUITE.check(STACK_KNOWS_NO_SERVER, MongoAware.class);
    }

    @Test
    void featuresHaveNoCycles() {
        SUITE.checkThatFeaturesHaveNoCycles();
    }

    @Test
    void featuresAreFlat() {
        SUITE.checkThatFeaturesAreFlat();
    }

    @Test
    void whatOnePackageUsesIsNotPublic() {
        SUITE.checkThatPublicTypesAreUsedByOtherPackages("MongoChoice");
    }

    @Test
    void everyTestIsRun() {
        SUITE.checkThatTestsAreRun();
    }
}
