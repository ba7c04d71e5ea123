package polystore.catalog.text;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// A [LocalizedText] that is not blank in any of its languages, has at most so many UTF-16 units, and is plain text.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidText.Checker.class)
public @interface ValidText {

    int charsMax();

    String message() default
            "must have 1 to {charsMax} characters in each language, and no control characters or unpaired surrogates";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Leaves a missing text to `@NotNull`.
    class Checker implements ConstraintValidator<ValidText, LocalizedText> {

        private int charsMax;

        @Override
        public void initialize(ValidText constraint) {
            charsMax = constraint.charsMax();
        }

        @Override
        public boolean isValid(@Nullable LocalizedText text, ConstraintValidatorContext context) {
            return text == null || text.all().stream().allMatch(this::fits);
        }

        private boolean fits(String text) {
            return !text.isBlank() && text.length() <= charsMax && PlainText.isPlain(text);
        }
    }
}
