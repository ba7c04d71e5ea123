package polystore.platform.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/// The rule that a type which its own package alone uses is package-private.
final class PublicTypes {
    private PublicTypes() {}

    /// To be checked with the classes of a program and those of its tests.
    ///
    /// @param exceptions simple names of types whose use bytecode does not show: of a constant that the compiler
    /// copies, of an inferred type, or by generated code
    static ArchRule areUsedByOtherPackages(String... exceptions) {
        var allowed = Set.of(exceptions);
        return classes()
                .that(describe(
                        "belong to the program and are none of " + allowed,
                        type -> isInProgram(type) && !allowed.contains(type.getSimpleName())))
                .and()
                .arePublic()
                .should(new ArchCondition<>("be used by another package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        events.add(new SimpleConditionEvent(
                                type,
                                isUsedByAnotherPackage(type),
                                type.getName() + " is public, and only its own package uses it"));
                    }
                })
                .because("a package-private type can be changed without regard to other packages");
    }

    private static boolean isInProgram(JavaClass type) {
        return type.isTopLevelClass()
                && type.getSource().stream()
                        .noneMatch(source -> source.getUri().toString().contains("/test-classes/"));
    }

    private static boolean isUsedByAnotherPackage(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .anyMatch(
                        dependency -> !dependency.getOriginClass().getPackage().equals(type.getPackage()));
    }
}
