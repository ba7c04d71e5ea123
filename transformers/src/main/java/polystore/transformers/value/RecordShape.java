package polystore.transformers.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The components of a record class, cached per class.
record RecordShape(List<Component> components) {

    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(
                    Arrays.stream(type.getRecordComponents()).map(Component::of).toList());
        }
    };

    static RecordShape of(Class<? extends Record> type) {
        return SHAPES.get(type);
    }

    record Component(String name, MethodHandle accessor) {

        private static Component of(RecordComponent component) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                return new Component(component.getName(), MethodHandles.lookup().unreflect(accessor));
            } catch (IllegalAccessException e) {
                throw new IllegalArgumentException(
                        "record " + component.getDeclaringRecord() + " is not accessible", e);
            }
        }

        @Nullable
        Object read(Record value) {
            try {
                return accessor.invoke(value);
            } catch (Throwable e) {
                throw new IllegalStateException("accessor " + name + " of " + value.getClass() + " failed", e);
            }
        }
    }
}
