package polystore.transformers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.ArchitectureSuite;
import polystore.transformers.counterexamples.FrameworkUser;
import polystore.transformers.counterexamples.shape.Connected;
import polystore.transformers.counterexamples.turnstile.DocumentAware;

/// Each rule holds for this module, and rejects the counterexample made for it.
class ArchitectureTest {

    private static final ArchitectureSuite SUITE = new ArchitectureSuite("polystore.transformers");

    private static final ArchRule NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage("polystore.transformers..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..", "io.quarkus..", "com.fasterxml.jackson.databind..", "org.eclipse.microprofile..")
            .because("the engine is used by services and by a command line alike");

    private static final ArchRule ROWS_APART_FROM_DOCUMENTS = noClasses()
            .that()
            .resideInAPackage("..turnstile..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bson..", "com.mongodb..")
            .because("any sink may be fed from a snapshot");

    private static final ArchRule SHAPES_ARE_PLAIN = noClasses()
            .that()
            .resideInAPackage("..shape..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..", "org.bson..", "com.mongodb..")
            .because("a mapping can be written and checked without a database");

    @Test
    void usesNoFramework() {
        SUITE.check(NO_FRAMEWORK, FrameworkUser.class);
    }

    @Test
    void keepsRowsApartFromDocuments() {
        SUITE.check(ROWS_APART_FROM_DOCUMENTS, DocumentAware.class);
    }

    @Test
    void keepsShapesPlain() {
        SUITE.check(SHAPES_ARE_PLAIN, Connected.class);
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
    void runsEveryTest() {
        SUITE.checkThatTestsAreRun();
    }
}
