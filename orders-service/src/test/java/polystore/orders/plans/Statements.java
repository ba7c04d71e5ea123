package polystore.orders.plans;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds every SQL statement of compiled classes in their constants, named or not.
final class Statements {

    private static final Pattern SQL = Pattern.compile(
            "(?is)\\s*(with\\s+\\w+\\s+as\\s|select\\s.*\\S|insert\\s+into\\s|update\\s+\\w+\\s.*\\bset\\s|delete\\s+from\\s).*");

    private Statements() {}

    /// Texts by name: `Class.CONSTANT`, or `Class.unnamed1` and so on for literals in methods.
    static Map<String, String> in(Path classes) {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(classes)) {
            var types = files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .map(Statements::parsed)
                    .toList();
            types.forEach(type -> findNamed(type, found));
            // After all named ones, because a class may use the constant of another.
            types.forEach(type -> findUnnamed(type, found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(ClassModel type) {
        var internal = type.thisClass().asInternalName();
        return internal.substring(internal.lastIndexOf('/') + 1);
    }

    private static void findNamed(ClassModel type, Map<String, String> found) {
        for (var field : type.fields()) {
            field.findAttribute(Attributes.constantValue())
                    .map(value -> value.constant() instanceof StringEntry text ? text.stringValue() : "")
                    .filter(Statements::isSql)
                    .ifPresent(sql ->
                            found.put(name(type) + "." + field.fieldName().stringValue(), sql));
        }
    }

    private static void findUnnamed(ClassModel type, Map<String, String> found) {
        var unnamed =
                loaded(type).filter(sql -> !found.containsValue(sql)).distinct().toList();
        for (int i = 0; i < unnamed.size(); i++) {
            found.put(name(type) + ".unnamed" + (i + 1), unnamed.get(i));
        }
    }

    private static Stream<String> loaded(ClassModel type) {
        return type.methods().stream()
                .flatMap(Statements::code)
                .flatMap(element -> element instanceof LoadConstantInstruction load
                                && load.constantEntry() instanceof StringEntry text
                        ? Stream.of(text.stringValue())
                        : Stream.empty())
                .filter(Statements::isSql);
    }

    private static Stream<CodeElement> code(MethodModel method) {
        return method.code().stream().flatMap(code -> code.elementStream());
    }

    private static boolean isSql(String text) {
        return SQL.matcher(text).matches();
    }
}
