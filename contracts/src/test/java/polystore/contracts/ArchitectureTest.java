package polystore.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
import polystore.contracts.counterexamples.Changeable;
import polystore.contracts.counterexamples.FrameworkUser;
import polystore.contracts.counterexamples.Walks;

/// Each rule is shown to hold, and to reject the counterexample made for it: a rule that cannot fail is no rule.
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("polystore.contracts");

    private static final ArchRule PLAIN = classes()
            .that()
            .resideInAPackage("polystore.contracts..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "com.fasterxml.jackson..", "org.jspecify..", "polystore.contracts..")
            .because("whoever reads a topic may use these shapes, with no framework and nothing of a service");

    private static final ArchRule SHAPES_ARE_VALUES = classes()
            .that()
            .resideInAPackage("polystore.contracts.*..")
            .should()
            .beRecords()
            .orShould()
            .beEnums()
            .orShould()
            .beInterfaces()
            .because("what is published is a value");

    private static final ArchRule TESTS_ARE_RUN = classes()
            .that(new DescribedPredicate<JavaClass>("have a @Test method") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Test.class));
                }
            })
            .should(beNamedSoThatTheyRun());

    @Test
    void isPlainJava() {
        PLAIN.check(MAIN);
        assertRejects(PLAIN, FrameworkUser.class);
    }

    @Test
    void publishesValues() {
        SHAPES_ARE_VALUES.check(MAIN);
        assertRejects(SHAPES_ARE_VALUES, Changeable.class);
    }

    @Test
    void runsEveryTest() {
        TESTS_ARE_RUN.check(new ClassFileImporter()
                .withImportOption(location -> !location.contains("/counterexamples/"))
                .importPackages("polystore.contracts"));
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
