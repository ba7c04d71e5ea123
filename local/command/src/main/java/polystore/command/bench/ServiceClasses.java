package polystore.command.bench;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/// Classes of a service that are on the class path of a benchmark's program but not of the command itself, which must
/// not depend on a service. Called by name, so that the baseline runs the code of the service and not a copy of it.
final class ServiceClasses {

    private ServiceClasses() {}

    /// A new instance by the constructor with as many parameters.
    static Object create(String name, Object... arguments) {
        return invoke(() -> {
            var constructor = only(Class.forName(name).getDeclaredConstructors(), name, arguments);
            return constructor.newInstance(arguments);
        });
    }

    /// Calls a static method.
    static Object callStatic(String name, String method, Object... arguments) {
        return invoke(() -> method(Class.forName(name), method, arguments).invoke(null, arguments));
    }

    /// Calls a method of an object.
    static Object call(Object target, String method, Object... arguments) {
        return invoke(() -> method(target.getClass(), method, arguments).invoke(target, arguments));
    }

    /// A constant of an enumeration.
    static Object constant(String name, String constant) {
        return invoke(() -> Arrays.stream(Class.forName(name).getEnumConstants())
                .filter(it -> it.toString().equals(constant))
                .findFirst()
                .orElseThrow(() -> new NoSuchFieldException(name + "." + constant)));
    }

    private static Method method(Class<?> type, String name, Object... arguments) {
        var methods = Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getDeclaredMethods()))
                .filter(it -> it.getName().equals(name) && !it.isBridge())
                .distinct()
                .toArray(Method[]::new);
        return only(methods, type.getName() + "." + name, arguments);
    }

    /// The first that takes these arguments.
    private static <E extends Executable> E only(E[] executables, String name, Object... arguments) {
        var found = Arrays.stream(executables)
                .filter(it -> takes(it.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The service has no " + name + " with " + arguments.length
                        + " such parameters: the benchmark and the service are of different versions"));
        ((AccessibleObject) found).setAccessible(true);
        return found;
    }

    private static boolean takes(Class<?>[] types, Object... arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (var i = 0; i < types.length; i++) {
            if (!types[i].isPrimitive() && !types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private interface Reflection {
        Object run() throws ReflectiveOperationException;
    }

    private static Object invoke(Reflection call) {
        try {
            return Objects.requireNonNullElse(call.run(), "");
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The service's code failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The benchmark and the service are of different versions", e);
        }
    }
}
