package polystore.catalog;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import polystore.catalog.counterexamples.Walks;
import polystore.catalog.counterexamples.circle.one.First;
import polystore.catalog.counterexamples.circle.two.Second;
import polystore.catalog.counterexamples.products.DriverUser;
import polystore.catalog.counterexamples.products.WebUser;
import polystore.catalog.counterexamples.products.web.OpenResource;

/// Each rule is shown to hold, and to reject the counterexample made for it: a rule that cannot fail is no rule.
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("polystore.catalog");

    private static final ArchRule MONGODB_IN_ITS_PLACE = noClasses()
            .that()
            .resideOutsideOfPackages("..mongo..", "..migration..", "polystore.catalog", "polystore.catalog.web")
            .and()
            .doNotHaveSimpleName("ImportResource")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.mongodb..");

    private static final ArchRule KAFKA_IN_ITS_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("..kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    private static final ArchRule NO_HTTP_BELOW_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages("..web..", "..imports..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..web..", "jakarta.ws.rs..");

    private static final ArchRule EVERY_CALL_SAYS_WHO_MAY = methods()
            .that(describe("answer HTTP requests", ArchitectureTest::answersRequests))
            .should()
            .beAnnotatedWith(RolesAllowed.class)
            .orShould()
            .beAnnotatedWith(PermitAll.class);

    private static final ArchRule FEATURES_FORM_NO_CIRCLE =
            slices().matching("polystore.catalog.(*)..").should().beFreeOfCycles();

    private static final ArchRule EXAMPLES_FORM_NO_CIRCLE = slices().matching(
                    "polystore.catalog.counterexamples.circle.(*)..")
            .should()
            .beFreeOfCycles();

    private static final ArchRule TESTS_ARE_RUN = classes()
            .that(new DescribedPredicate<JavaClass>("have a test method") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getMethods().stream()
                            .anyMatch(method -> method.isAnnotatedWith(Test.class)
                                    || method.isAnnotatedWith(ParameterizedTest.class));
                }
            })
            .should(beNamedSoThatTheyRun());

    @Test
    void talksToEachStoreInOneKindOfPlace() {
        MONGODB_IN_ITS_PLACE.check(MAIN);
        KAFKA_IN_ITS_PLACE.check(MAIN);
        assertRejects(MONGODB_IN_ITS_PLACE, DriverUser.class);
        assertRejects(KAFKA_IN_ITS_PLACE, DriverUser.class);
    }

    @Test
    void knowsNothingOfHttpBelowTheEdge() {
        NO_HTTP_BELOW_THE_EDGE.check(MAIN);
        assertRejects(NO_HTTP_BELOW_THE_EDGE, WebUser.class, OpenResource.class);
    }

    @Test
    void saysOfEveryCallWhoMay() {
        EVERY_CALL_SAYS_WHO_MAY.check(MAIN);
        assertRejects(EVERY_CALL_SAYS_WHO_MAY, OpenResource.class);
    }

    @Test
    void featuresFormNoCircle() {
        FEATURES_FORM_NO_CIRCLE.check(MAIN);
        assertRejects(EXAMPLES_FORM_NO_CIRCLE, First.class, Second.class);
    }

    @Test
    void runsEveryTest() {
        TESTS_ARE_RUN.check(new ClassFileImporter()
                .withImportOption(location -> !location.contains("/counterexamples/"))
                .importPackages("polystore.catalog"));
        assertRejects(TESTS_ARE_RUN, Walks.class);
    }

    private static void assertRejects(ArchRule rule, Class<?>... counterexamples) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(counterexamples))
                        .hasViolation())
                .as("%s must reject its counterexample", rule.getDescription())
                .isTrue();
    }

    private static boolean answersRequests(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .anyMatch(type -> type.getPackageName().equals("jakarta.ws.rs")
                        && type.getSimpleName().matches("GET|PUT|POST|PATCH|DELETE"));
    }

    private static ArchCondition<JavaClass> beNamedSoThatTheyRun() {
        return new ArchCondition<>("be named *Test, *IT or, abstract, *Contract") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var runs = type.getSimpleName().endsWith("Test")
                        || type.getSimpleName().endsWith("IT")
                        || type.getSimpleName().endsWith("Contract");
                events.add(new SimpleConditionEvent(type, runs, type.getName() + " is found by Surefire or Failsafe"));
            }
        };
    }
}
