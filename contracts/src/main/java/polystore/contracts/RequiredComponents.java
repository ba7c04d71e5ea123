package polystore.contracts;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import org.jspecify.annotations.Nullable;

/// Tells Jackson that a record component is required unless it is `@Nullable`, so that the compiler's null checks and
/// the decoder's agree by construction.
final class RequiredComponents extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return (member instanceof AnnotatedParameter parameter && isOurs(parameter)) ? isRequired(parameter) : null;
    }

    /// An explicit null is as much a missing value, also as an element of a list.
    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return (annotated instanceof AnnotatedParameter parameter && isOurs(parameter) && isRequired(parameter))
                ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
                : JsonSetter.Value.empty();
    }

    private static boolean isOurs(AnnotatedParameter parameter) {
        return parameter.getDeclaringClass().getName().startsWith("polystore.");
    }

    private static boolean isRequired(AnnotatedParameter parameter) {
        return !type(parameter).isAnnotationPresent(Nullable.class);
    }

    private static AnnotatedType type(AnnotatedParameter parameter) {
        var creator = (Executable) parameter.getOwner().getMember();
        return creator.getAnnotatedParameterTypes()[parameter.getIndex()];
    }
}
