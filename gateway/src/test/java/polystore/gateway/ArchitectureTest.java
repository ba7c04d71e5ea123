package polystore.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import polystore.gateway.counterexamples.Blocking;
import polystore.gateway.counterexamples.Buffering;
import polystore.gateway.counterexamples.Walks;
import polystore.gateway.counterexamples.routing.SocketAware;

/// Each rule is shown to hold, and to reject the counterexample made for it: a rule that cannot fail is no rule.
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("polystore.gateway");

    private static final ArchRule DECIDING_KNOWS_NO_CARRYING = noClasses()
            .that()
            .resideInAPackage("polystore.gateway..routing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "io.quarkus..", "java.net..", "..proxy..")
            .because("where a request goes is decided by its method and path alone");

    private static final ArchRule NOTHING_IS_BUFFERED = noClasses()
            .that()
            .resideInAPackage("polystore.gateway..")
            .should()
            .callMethod(HttpServerRequest.class, "body")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(BodyHandler.class)
            .because("bodies stream through, and a body handler before a proxy loses them (vert.x #5188)");

    private static final ArchRule NOTHING_WAITS = noClasses()
            .that()
            .resideInAPackage("polystore.gateway..")
            .should()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .because("one waiting event loop stops hundreds of clients");

    private static final ArchRule TESTS_ARE_RUN = classes()
            .that(new DescribedPredicate<JavaClass>("have a test method") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getMethods().stream()
                            .anyMatch(method -> method.isAnnotatedWith(Test.class)
                                    || method.isAnnotatedWith(ParameterizedTest.class));
                }
            })
            .should()
            .haveNameMatching(".*(Test|IT)");

    @Test
    void decidesWhereWithoutKnowingHow() {
        DECIDING_KNOWS_NO_CARRYING.check(MAIN);
        assertRejects(DECIDING_KNOWS_NO_CARRYING, SocketAware.class);
    }

    @Test
    void buffersNothing() {
        NOTHING_IS_BUFFERED.check(MAIN);
        assertRejects(NOTHING_IS_BUFFERED, Buffering.class);
    }

    @Test
    void waitsNowhere() {
        NOTHING_WAITS.check(MAIN);
        assertRejects(NOTHING_WAITS, Blocking.class);
    }

    @Test
    void runsEveryTest() {
        TESTS_ARE_RUN.check(new ClassFileImporter()
                .withImportOption(location -> !location.contains("/counterexamples/"))
                .importPackages("polystore.gateway"));
        assertRejects(TESTS_ARE_RUN, Walks.class);
    }

    private static void assertRejects(ArchRule rule, Class<?> counterexample) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(counterexample))
                        .hasViolation())
                .as("%s must reject %s", rule.getDescription(), counterexample)
                .isTrue();
    }
}
