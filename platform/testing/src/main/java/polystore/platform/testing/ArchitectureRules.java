package polystore.platform.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.sql.SQLException;
import java.util.Arrays;

/// The rules that apply to more than one module. They select by class name, because features are flat packages.
///
/// Each rule has a counterexample in `counterexamples`, which it must reject: see [ArchitectureSuite].
public final class ArchitectureRules {
    private ArchitectureRules() {}

    /// A use case may begin a transaction and pass its handle on; statements are run by `Postgres*` alone.
    ///
    /// @param more beginnings of further names that may run SQL
    public static ArchRule jdbcOnlyIn(String... more) {
        return noClasses()
                .that(areNotNamed("Postgres", more))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.sql..",
                                "javax.sql..",
                                "org.jdbi.v3.core.statement..",
                                "org.postgresql..",
                                "io.agroal..")
                        .and(DescribedPredicate.not(type(SQLException.class))))
                .because("only Postgres* runs SQL");
    }

    /// @param more beginnings of further names that may call the driver
    public static ArchRule mongoDriverOnlyIn(String... more) {
        return noClasses()
                .that(areNotNamed("Mongo", more))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..")
                .because("only Mongo* calls the MongoDB driver");
    }

    /// @param more endings of further names of web classes
    public static ArchRule httpOnlyIn(String... more) {
        return noClasses()
                .that(describe(
                        "are not web classes",
                        type -> !hasEnding(type, "Resource", "Json", "Problems", "Mapper") && !hasEnding(type, more)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .because("use cases are called by schedulers and consumers too");
    }

    /// Partitions and headers are values, which every class may have.
    public static ArchRule kafkaOnlyIn(String... endings) {
        return noClasses()
                .that(describe(
                        "are not named after Kafka",
                        type -> !outermost(type).startsWith("Kafka")
                                && !hasEnding(type, "Consumer", "Relay")
                                && !hasEnding(type, endings)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients..")
                .because("records are converted to values of the service where they are received");
    }

    /// @param root package of a module, such as `polystore.orders`
    public static ArchRule featuresHaveNoCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().because("features depend one way");
    }

    /// @param root package of a module, such as `polystore.orders`
    public static ArchRule featuresAreFlat(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .resideInAnyPackage(
                        "..web..",
                        "..postgres..",
                        "..mongo..",
                        "..kafka..",
                        "..redis..",
                        "..database..",
                        "..util..",
                        "..common..",
                        "..shared..",
                        "..helper..",
                        "..impl..",
                        "..manager..",
                        "..dto..",
                        "..base..")
                .because("a package is a feature; the class name tells the layer");
    }

    public static final ArchRule CALLS_NAME_PERMITTED_ROLES = methods()
            .that(describe("answer HTTP requests", ArchitectureRules::answersRequests))
            .should(new ArchCondition<>("name the permitted roles, by an annotation of the method or its class") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(
                            method,
                            namesPermittedRoles(method) || namesPermittedRoles(method.getOwner()),
                            method.getFullName() + " names no permitted roles"));
                }
            })
            .because("authorisation by path pattern can be bypassed by another spelling of the path");

    /// Business rules, in packages named `domain`, depend on no database, framework or transport.
    public static final ArchRule DOMAIN_IS_PURE = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "jakarta..", "io.quarkus..", "org.jdbi..", "org.apache.kafka..")
            .because("business rules are decided without a database, a clock or a framework");

    public static final ArchRule TRANSACTIONS_SEND_NOTHING = noClasses()
            .that(describe("run transactions", ArchitectureRules::runsTransactions))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.net.http..", "io.vertx..")
            .because("a record or request that was sent cannot be rolled back with the transaction");

    public static final ArchRule TESTS_ARE_RUN = classes()
            .that(describe("have a test method", ArchitectureRules::hasTest))
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .areNotInterfaces()
            .should()
            .haveNameMatching(".*(Test|IT)(\\$.*)?")
            .because("Surefire and Failsafe find tests by these names");

    private static DescribedPredicate<JavaClass> areNotNamed(String first, String... more) {
        return describe(
                "are not named " + first + "* or one of " + Arrays.toString(more),
                type -> !outermost(type).startsWith(first)
                        && Arrays.stream(more).noneMatch(outermost(type)::startsWith));
    }

    private static boolean hasEnding(JavaClass type, String... endings) {
        return Arrays.stream(endings).anyMatch(outermost(type)::endsWith);
    }

    private static String outermost(JavaClass type) {
        var name = type.getName().substring(type.getPackageName().length() + 1);
        var nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static boolean runsTransactions(JavaClass type) {
        return type.getMethods().stream()
                        .anyMatch(method -> method.isAnnotatedWith("jakarta.transaction.Transactional"))
                || type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency
                                .getTargetClass()
                                .getName()
                                .equals("polystore.platform.persistence.TransactionRunner"));
    }

    private static boolean answersRequests(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .anyMatch(type -> type.getPackageName().equals("jakarta.ws.rs")
                        && type.getSimpleName().matches("GET|PUT|POST|PATCH|DELETE"));
    }

    private static boolean namesPermittedRoles(CanBeAnnotated element) {
        return element.isAnnotatedWith("jakarta.annotation.security.RolesAllowed")
                || element.isAnnotatedWith("jakarta.annotation.security.PermitAll")
                || element.isAnnotatedWith("io.quarkus.security.Authenticated");
    }

    private static boolean hasTest(JavaClass type) {
        return type.getMethods().stream()
                .flatMap(method -> method.getAnnotations().stream())
                .map(annotation -> annotation.getRawType().getName())
                .anyMatch(name -> name.startsWith("org.junit.jupiter.") && name.endsWith("Test"));
    }
}
