package polystore.command.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every class that `docs/architecture.md` names is in the code, and every link of the documentation leads to a file.
class DocumentedNamesTest {
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)?)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static final Path CHECKOUT = checkout();

    @Test
    void everyNamedClassExists() throws IOException {
        var missing = classNames(Files.readString(CHECKOUT.resolve("docs/architecture.md")));
        assertThat(missing).hasSizeGreaterThan(20);
        missing.removeAll(classesOfTheCode());
        assertThat(missing).isEmpty();
    }

    @Test
    void aNameThatIsNotInTheCodeIsFound() throws IOException {
        assertThat(classNames("First `PlaceOrder`, then `PlaceOrdre`; `db/migration` and `sku` are no classes."))
                .containsExactly("PlaceOrder", "PlaceOrdre");
        assertThat(classesOfTheCode()).contains("PlaceOrder").doesNotContain("PlaceOrdre");
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        var broken = new TreeSet<String>();
        for (var page : pages()) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(link -> link.group(1))
                    .forEach(target -> {
                        if (!Files.exists(page.resolveSibling(target))) {
                            broken.add(CHECKOUT.relativize(page) + " -> " + target);
                        }
                    });
        }
        assertThat(broken).isEmpty();
    }

    private static Set<String> classNames(String text) {
        var names = new TreeSet<String>();
        CLASS_NAME.matcher(text).results().forEach(name -> names.add(name.group(1)));
        names.removeAll(Set.of("Accept", "ETag"));
        return names;
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.list(CHECKOUT.resolve("docs"));
                var top = Files.list(CHECKOUT)) {
            return java.util.stream.Stream.concat(docs, top)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Set<String> classesOfTheCode() throws IOException {
        var classes = new HashSet<String>();
        Files.walkFileTree(CHECKOUT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = folder.getFileName().toString();
                var skipped =
                        name.equals("target") || name.equals("test") || (name.startsWith(".") && name.length() > 1);
                return skipped && !folder.equals(CHECKOUT) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    classes.add(name.substring(0, name.length() - ".java".length()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return classes;
    }

    private static Path checkout() {
        var module = Path.of("").toAbsolutePath();
        return module.endsWith("command") ? module.resolve("../..").normalize() : module;
    }
}
