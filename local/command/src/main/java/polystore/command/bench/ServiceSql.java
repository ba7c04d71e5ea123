package polystore.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/// Reads SQL statements out of the service's built program, so that the baseline runs the same statements and not a
/// copy that becomes outdated.
///
/// @param jar with the service's classes
record ServiceSql(Path jar) {

    /// @param program the folder `quarkus-app`
    static ServiceSql of(Path program) {
        try (var jars = Files.newDirectoryStream(program.resolve("app"), "orders-service*.jar")) {
            for (var jar : jars) {
                return new ServiceSql(jar);
            }
            throw new IllegalStateException("No orders-service in " + program + ": build it with ./polystore up");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + program, e);
        }
    }

    /// The text of a constant.
    ///
    /// @param owner the class below `polystore.orders`, such as `placing.PostgresPlacing`
    String constant(String owner, String name) {
        try (var file = new JarFile(jar.toFile())) {
            var entry = file.getEntry("polystore/orders/" + owner.replace('.', '/') + ".class");
            if (entry != null) {
                for (var field : ClassFile.of()
                        .parse(file.getInputStream(entry).readAllBytes())
                        .fields()) {
                    var value = field.findAttribute(Attributes.constantValue());
                    if (field.fieldName().equalsString(name)
                            && value.isPresent()
                            && value.get().constant() instanceof StringEntry text) {
                        return text.stringValue();
                    }
                }
            }
            throw new IllegalStateException(jar.getFileName() + " has no " + owner + "." + name
                    + ": the benchmark and the service are of different versions");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jar, e);
        }
    }
}
