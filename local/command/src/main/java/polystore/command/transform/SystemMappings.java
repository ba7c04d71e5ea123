package polystore.command.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import polystore.command.home.Home;

/// The mappings of this system: each is a file of the service whose rows it reads.
final class SystemMappings {

    private static final String FOLDER = "src/main/resources/mappings";
    private static final String ENDING = ".yaml";

    private SystemMappings() {}

    static List<String> names() {
        try (var modules = Files.list(Home.checkoutOfThisProcess())) {
            return modules.map(it -> it.resolve(FOLDER))
                    .filter(Files::isDirectory)
                    .flatMap(SystemMappings::files)
                    .map(it -> it.getFileName().toString().replace(ENDING, ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot look for mappings in " + Home.checkoutOfThisProcess() + ": " + e.getMessage(), e);
        }
    }

    /// @throws IllegalArgumentException when the mapping does not exist; the message lists the known ones
    static String read(String name) {
        try (var modules = Files.list(Home.checkoutOfThisProcess())) {
            var file = modules.map(it -> it.resolve(FOLDER).resolve(name + ENDING))
                    .filter(Files::isRegularFile)
                    .findFirst();
            if (file.isPresent()) {
                return Files.readString(file.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the mapping " + name + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "There is no mapping " + name + ". Known mappings: " + names() + "; or name a file with -f");
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(ENDING)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for mappings in " + folder + ": " + e.getMessage(), e);
        }
    }
}
