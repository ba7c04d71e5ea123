package polystore.transformers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;
import polystore.transformers.counterexamples.FrameworkUser;
import polystore.transformers.counterexamples.Walks;
import polystore.transformers.counterexamples.shape.Connected;
import polystore.transformers.counterexamples.turnstile.DocumentAware;

/// Each rule is shown to hold, and to reject the counterexample made for it: a rule that cannot fail is no rule.
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("polystore.transformers");

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

    private static final ArchRule TESTS_ARE_RUN = classes()
            .that(new DescribedPredicate<JavaClass>("have a @Test method") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Test.class));
                }
            })
            .should(beNamedSoThatTheyRun());

    @Test
    void usesNoFramework() {
        NO_FRAMEWORK.check(MAIN);
        assertRejects(NO_FRAMEWORK, FrameworkUser.class);
    }

    @Test
    void keepsRowsApartFromDocuments() {
        ROWS_APART_FROM_DOCUMENTS.check(MAIN);
        assertRejects(ROWS_APART_FROM_DOCUMENTS, DocumentAware.class);
    }

    @Test
    void keepsShapesPlain() {
        SHAPES_ARE_PLAIN.check(MAIN);
        assertRejects(SHAPES_ARE_PLAIN, Connected.class);
    }

    @Test
    void runsEveryTest() {
        TESTS_ARE_RUN.check(new ClassFileImporter()
                .withImportOption(location -> !location.contains("/counterexamples/"))
                .importPackages("polystore.transformers"));
        assertRejects(TESTS_ARE_RUN, Walks.class);
    }

    private static void assertRejects(ArchRule rule, Class<?> counterexample) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(counterexample))
                        .hasViolation())
                .as("%s must reject %s", rule.getDescription(), counterexample)
                .isTrue();
    }

    private static ArchCondition<JavaClass> beNamedSoThatTheyRun() {
        return new ArchCondition<>("be named *Test or *IT") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var runs = type.getSimpleName().endsWith("Test")
                        || type.getSimpleName().endsWith("IT");
                events.add(new SimpleConditionEvent(type, runs, type.getName() + " is found by Surefire or Failsafe"));
            }
        };
    }
}
