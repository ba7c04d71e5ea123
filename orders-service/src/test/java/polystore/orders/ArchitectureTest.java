package polystore.orders;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.transaction.Transactional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import polystore.orders.counterexamples.Answering;
import polystore.orders.counterexamples.SendingInTransaction;
import polystore.orders.counterexamples.Walks;
import polystore.orders.counterexamples.first.First;
import polystore.orders.counterexamples.order.domain.DatabaseAware;
import polystore.orders.counterexamples.second.Second;

/// Each rule is shown to hold, and to reject the counterexample made for it: a rule that cannot fail is no rule.
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("polystore.orders");

    private static final ArchRule RULES_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("polystore.orders..domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "jakarta..", "io.quarkus..", "org.jdbi..", "org.apache.kafka..")
            .because("what an order may do is decided without a store, a clock or a framework");

    private static final ArchRule FEATURES_HAVE_NO_CYCLES = slices().matching("polystore.orders.(**)..")
            .should()
            .beFreeOfCycles()
            .because("a story that comes back to its beginning has no reading order");

    private static final ArchRule HTTP_IS_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackage("..web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .because("use cases are called by schedulers and consumers too");

    private static final ArchRule TRANSACTIONS_SEND_NOTHING = noClasses()
            .that(new DescribedPredicate<JavaClass>("have a transactional method") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Transactional.class));
                }
            })
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.net.http..", "io.vertx..")
            .because("what is sent from an open transaction cannot be taken back with it");

    private static final ArchRule TESTS_ARE_RUN = classes()
            .that(new DescribedPredicate<JavaClass>("have a test method") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getMethods().stream()
                            .anyMatch(method -> method.isAnnotatedWith(Test.class)
                                    || method.isAnnotatedWith(ParameterizedTest.class));
                }
            })
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .haveNameMatching(".*(Test|IT)");

    @Test
    void keepsRulesPure() {
        RULES_ARE_PURE.check(MAIN);
        assertRejects(RULES_ARE_PURE, DatabaseAware.class);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        FEATURES_HAVE_NO_CYCLES.check(MAIN);
        assertRejects(FEATURES_HAVE_NO_CYCLES, First.class, Second.class);
    }

    @Test
    void speaksHttpAtTheEdgeOnly() {
        HTTP_IS_AT_THE_EDGE.check(MAIN);
        assertRejects(HTTP_IS_AT_THE_EDGE, Answering.class);
    }

    @Test
    void sendsNothingFromATransaction() {
        TRANSACTIONS_SEND_NOTHING.check(MAIN);
        assertRejects(TRANSACTIONS_SEND_NOTHING, SendingInTransaction.class);
    }

    @Test
    void runsEveryTest() {
        TESTS_ARE_RUN.check(new ClassFileImporter()
                .withImportOption(location -> !location.contains("/counterexamples/"))
                .importPackages("polystore.orders"));
        assertRejects(TESTS_ARE_RUN, Walks.class);
    }

    private static void assertRejects(ArchRule rule, Class<?>... counterexamples) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(counterexamples))
                        .hasViolation())
                .as("%s must reject its counterexample", rule.getDescription())
                .isTrue();
    }
}
