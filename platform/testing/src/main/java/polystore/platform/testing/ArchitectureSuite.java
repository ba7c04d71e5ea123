package polystore.platform.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/// The classes of one module, and the check that a rule holds for them and rejects its counterexample. The
/// counterexample shows that the rule can fail: with a misspelt package it would always pass.
public final class ArchitectureSuite {
    private static final String COUNTEREXAMPLES = "polystore.platform.testing.counterexamples";

    private final String root;
    private final JavaClasses main;

    /// @param root package of the module, such as `polystore.orders`
    public ArchitectureSuite(String root) {
        this.root = root;
        this.main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        assertThat(main).as("classes of %s", root).isNotEmpty();
    }

    /// Fails unless the rule holds for the module and rejects these classes.
    ///
    /// @param counterexamples simple names in the package `counterexamples` of this module
    public void check(ArchRule rule, String... counterexamples) {
        rule.check(main);
        assertRejects(rule, counterexamples(counterexamples));
    }

    /// As [#check], with counterexamples that only this module can have.
    public void check(ArchRule rule, Class<?>... counterexamples) {
        rule.check(main);
        assertRejects(rule, new ClassFileImporter().importClasses(counterexamples));
    }

    /// Every class with a test has a name that the test runners look for.
    public void checkThatTestsAreRun() {
        ArchitectureRules.TESTS_ARE_RUN.allowEmptyShould(true).check(all());
        assertRejects(ArchitectureRules.TESTS_ARE_RUN, counterexamples("NotRun"));
    }

    public void checkThatFeaturesHaveNoCycles() {
        ArchitectureRules.featuresHaveNoCycles(root).check(main);
        assertRejects(ArchitectureRules.featuresHaveNoCycles(COUNTEREXAMPLES + ".cycle"), cycle());
    }

    public void checkThatFeaturesAreFlat() {
        ArchitectureRules.featuresAreFlat(root).check(main);
        assertRejects(
                ArchitectureRules.featuresAreFlat(COUNTEREXAMPLES),
                new ClassFileImporter().importPackages(COUNTEREXAMPLES + ".web"));
    }

    /// @param exceptions simple names of types whose use bytecode does not show: of a constant that the compiler
    /// copies, of an inferred type, or by generated code
    public void checkThatPublicTypesAreUsedByOtherPackages(String... exceptions) {
        PublicTypes.areUsedByOtherPackages(exceptions).check(all());
        assertRejects(PublicTypes.areUsedByOtherPackages(), counterexamples("UsedByNobody"));
    }

    /// The program and its tests.
    private JavaClasses all() {
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/counterexamples/"))
                .importPackages(root);
    }

    private static JavaClasses cycle() {
        return new ClassFileImporter().importPackages(COUNTEREXAMPLES + ".cycle");
    }

    private static JavaClasses counterexamples(String... names) {
        var all = new ClassFileImporter().importPackages(COUNTEREXAMPLES);
        for (var name : names) {
            assertThat(all.stream().map(JavaClass::getSimpleName))
                    .as("counterexamples")
                    .contains(name);
        }
        var chosen = Set.of(names);
        return all.that(describe("are counterexamples", type -> chosen.contains(type.getSimpleName())));
    }

    private static void assertRejects(ArchRule rule, JavaClasses counterexamples) {
        assertThat(counterexamples)
                .as("counterexamples of: %s", rule.getDescription())
                .isNotEmpty();
        assertThat(rule.evaluate(counterexamples).hasViolation())
                .as("%s must reject its counterexample", rule.getDescription())
                .isTrue();
    }
}
