package polystore.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gate: what was released is still valid, so that readers of any release read records of any other. A release is
/// taken by `-Dcontracts.release=1.1 -Dtest=ReleasedContractsTest`, which copies the schemas and golden files of today.
class ReleasedContractsTest {

    private static final Path RELEASED = Path.of("src/main/resources/released");

    static List<Path> releases() throws IOException {
        var version = System.getProperty("contracts.release");
        if (version != null) {
            release(RELEASED.resolve(version));
        }
        return children(RELEASED).stream().filter(Files::isDirectory).toList();
    }

    static List<Corpus.Example> examples() {
        return Corpus.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyReleasedSchemaIsStillThereAndHasOnlyGainedOptionalFields(Path release) throws IOException {
        for (var file : names(release.resolve("schemas"))) {
            assertThat(Golden.schemaFiles())
                    .as(
                            "The schema %s of release %s was removed: restore it, records of it are in the topics",
                            file, release.getFileName())
                    .contains(file);
            var released = Golden.JSON.readTree(
                    release.resolve("schemas").resolve(file).toFile());
            assertThat(SchemaChanges.faults(released, Golden.json("/schemas/" + file)))
                    .as("%s against release %s", file, release.getFileName())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyReleasedGoldenFileIsUnchanged(Path release) throws IOException {
        for (var file : names(release.resolve("golden"))) {
            assertThat(Golden.files())
                    .as("The golden file %s of release %s was removed: restore it", file, release.getFileName())
                    .contains(file);
            assertThat(Golden.text("/golden/" + file))
                    .as(
                            "The golden file %s is not as release %s has it, so the same fact is written differently now:"
                                    + " restore it, and show a new field in a golden file of another name",
                            file, release.getFileName())
                    .isEqualTo(Files.readString(release.resolve("golden").resolve(file))
                            .stripTrailing());
        }
    }

    /// What is written today is read by readers that know the released schema only.
    @ParameterizedTest
    @MethodSource("releases")
    void whatIsWrittenTodayFitsTheReleasedSchemas(Path release) throws IOException {
        var schemas = names(release.resolve("schemas"));
        for (var file : Golden.files()) {
            var schema = Golden.type(file) + ".v1.json";
            if (schemas.contains(schema)) {
                var released = Golden.JSON.readTree(
                        release.resolve("schemas").resolve(schema).toFile());
                assertThat(Golden.faults(released, Golden.json("/golden/" + file)))
                        .as(file)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyReleasedExampleStillDecodes(Corpus.Example example) {
        assertThat(GoldenFilesTest.decode(
                        Golden.type(example.file()), new String(example.body(), StandardCharsets.UTF_8)))
                .isNotNull();
    }

    @Test
    void theCorpusHasEveryFileOfEveryRelease() throws IOException {
        var files = new ArrayList<String>();
        for (var release : releases()) {
            for (var file : names(release.resolve("golden"))) {
                files.add(release.getFileName() + " " + file);
            }
        }
        assertThat(Corpus.all()).extracting(Corpus.Example::toString).containsExactlyInAnyOrderElementsOf(files);
        assertThat(Corpus.all()).allSatisfy(it -> assertThat(it.type()).isEqualTo(type(it.file())));
    }

    private static void release(Path folder) throws IOException {
        copy(Path.of("src/main/resources/schemas"), folder.resolve("schemas"));
        copy(Path.of("src/test/resources/golden"), folder.resolve("golden"));
        var lines = new ArrayList<String>();
        for (var release :
                children(RELEASED).stream().filter(Files::isDirectory).toList()) {
            for (var file : new TreeSet<>(names(release.resolve("golden")))) {
                lines.add(release.getFileName() + " " + type(file) + " " + file);
            }
        }
        Files.write(RELEASED.resolve("index.txt"), lines);
    }

    private static String type(String file) {
        return AsyncApiTest.cloudEventsType(Golden.type(file));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (var file : children(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        return children(folder).stream()
                .map(it -> String.valueOf(it.getFileName()))
                .collect(Collectors.toSet());
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
