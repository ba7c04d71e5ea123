package polystore.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import polystore.command.counterexamples.Walks;
import polystore.command.counterexamples.stack.MongoAware;

/// Each rule is shown to hold, and to reject the counterexample made for it.
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("polystore.command");

    private static final ArchRule STACK_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("..stack..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..command.mongo..", "..command.infrastructure..", "..command.services..")
            .because("watching a process is the same for every process");

    private static final ArchRule TESTS_ARE_RUN = classes()
            .that(DescribedPredicate.<JavaClass>describe(
                    "have a test method",
                    type -> type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Test.class))))
            .should()
            .haveNameMatching(".*(Test|IT)");

    @Test
    void theStackKnowsNoParticularServer() {
        STACK_KNOWS_NO_SERVER.check(MAIN);
        assertRejects(STACK_KNOWS_NO_SERVER, MongoAware.class);
    }

    @Test
    void everyTestIsRun() {
        TESTS_ARE_RUN.check(new ClassFileImporter()
                .withImportOption(location -> !location.contains("/counterexamples/"))
                .importPackages("polystore.command"));
        assertRejects(TESTS_ARE_RUN, Walks.class);
    }

    private static void assertRejects(ArchRule rule, Class<?> counterexample) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(counterexample))
                        .hasViolation())
                .as("%s must reject %s", rule.getDescription(), counterexample)
                .isTrue();
    }
}
