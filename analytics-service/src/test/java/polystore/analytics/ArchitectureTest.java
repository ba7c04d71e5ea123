package polystore.analytics;

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
import polystore.analytics.counterexamples.Walks;
import polystore.analytics.counterexamples.sales.MongoSales;
import polystore.analytics.counterexamples.sales.WebAware;
import polystore.analytics.counterexamples.sales.postgres.Answering;

/// Each rule is shown to hold, and to reject the counterexample made for it: a rule that cannot fail is no rule.
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("polystore.analytics");

    private static final ArchRule SQL_ONLY_IN_POSTGRES = noClasses()
            .that()
            .resideInAnyPackage("..sales", "..sales.web", "..documents..", "..stream..", "..web")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..")
            .because("what talks to PostgreSQL is named after it");

    private static final ArchRule MONGO_ONLY_FOR_DOCUMENTS = noClasses()
            .that()
            .resideOutsideOfPackages("..documents..", "..migration..", "..database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..")
            .because("measures and documents are kept apart");

    private static final ArchRule NOTHING_CALLS_BACK_UP = noClasses()
            .that()
            .resideInAnyPackage("..postgres..", "..mongo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.apache.kafka.clients..")
            .because("stores know neither who asks nor who tells");

    private static final ArchRule RULES_KNOW_NO_WEB = noClasses()
            .that()
            .resideInAnyPackage("..sales", "..intake", "..documents")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "..web..")
            .because("a use case is called by its edges, it does not call them");

    private static final ArchRule TESTS_ARE_RUN = classes()
            .that(new DescribedPredicate<JavaClass>("have a @Test method") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Test.class));
                }
            })
            .should(beNamedSoThatTheyRun());

    @Test
    void speaksSqlOnlyInPostgresPackages() {
        SQL_ONLY_IN_POSTGRES.check(MAIN);
        assertRejects(SQL_ONLY_IN_POSTGRES, WebAware.class);
    }

    @Test
    void speaksToMongoOnlyForDocuments() {
        MONGO_ONLY_FOR_DOCUMENTS.check(MAIN);
        assertRejects(MONGO_ONLY_FOR_DOCUMENTS, MongoSales.class);
    }

    @Test
    void storesKnowNoEdges() {
        NOTHING_CALLS_BACK_UP.check(MAIN);
        assertRejects(NOTHING_CALLS_BACK_UP, Answering.class);
    }

    @Test
    void useCasesKnowNoWeb() {
        RULES_KNOW_NO_WEB.check(MAIN);
        assertRejects(RULES_KNOW_NO_WEB, WebAware.class);
    }

    @Test
    void runsEveryTest() {
        TESTS_ARE_RUN.check(new ClassFileImporter()
                .withImportOption(location -> !location.contains("/counterexamples/"))
                .importPackages("polystore.analytics"));
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
