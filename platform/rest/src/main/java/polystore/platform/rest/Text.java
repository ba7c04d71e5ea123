package polystore.platform.rest;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// One line of text for people, in any script: no control characters, no broken surrogates, a bounded length.
///
/// Absent is valid, as with every constraint: add `@NotNull` where it is not.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.Validator.class)
public @interface Text {

    /// In code points, of which at least one is not white space.
    int max();

    String message() default "must be 1 to {max} characters of plain text";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Checks the constraint.
    final class Validator implements ConstraintValidator<Text, CharSequence> {

        private int max;

        @Override
        public void initialize(Text rule) {
            max = rule.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null
                    || (!text.toString().isBlank()
                            && text.codePoints().count() <= max
                            && text.codePoints().noneMatch(Validator::isUnprintable));
        }

        private static boolean isUnprintable(int codePoint) {
            return switch (Character.getType(codePoint)) {
                case Character.CONTROL,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> true;
                default -> false;
            };
        }
    }
}
