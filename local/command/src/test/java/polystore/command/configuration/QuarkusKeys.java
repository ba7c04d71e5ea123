package polystore.command.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// The configuration keys that the Quarkus extensions of one built service know, as the extensions document them.
final class QuarkusKeys {
    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final String EXTENSION = "META-INF/quarkus-extension.properties";
    /// The documentation puts a name that the user chooses in quotes, and `[]` behind a key that has an index.
    private static final Pattern PLACEHOLDER = Pattern.compile("\"[^\"]+\"|\\[]");
    private static final Pattern DEPLOYMENT =
            Pattern.compile("<artifactId>(quarkus-[a-z0-9-]+-deployment)</artifactId>");

    private final Path repository;
    private final List<Pattern> known = new ArrayList<>();
    private final Set<Path> deployments = new HashSet<>();

    private QuarkusKeys(Path repository) {
        this.repository = repository;
    }

    /// @param libraries folder of a built service's jars
    /// @param repository of the artifacts that the build used
    static QuarkusKeys of(Path libraries, Path repository) throws IOException {
        var keys = new QuarkusKeys(repository);
        try (var jars = Files.list(libraries)) {
            for (var jar : jars.filter(it -> it.toString().endsWith(".jar")).toList()) {
                keys.addExtension(jar);
            }
        }
        return keys;
    }

    boolean know(String key) {
        return known.stream().anyMatch(it -> it.matcher(key).matches());
    }

    private void addExtension(Path jar) throws IOException {
        addModel(jar);
        try (var file = new JarFile(jar.toFile())) {
            var entry = file.getEntry(EXTENSION);
            if (entry != null) {
                var properties = new Properties();
                properties.load(file.getInputStream(entry));
                var artifact = properties.getProperty("deployment-artifact").split(":", -1);
                addDeployment(artifact[0], artifact[1], artifact[2]);
            }
        }
    }

    /// Keys of the build are documented in the deployment artifact of the extension, or in one that it depends on.
    private void addDeployment(String group, String name, String version) throws IOException {
        var file = repository
                .resolve(group.replace('.', '/'))
                .resolve(name)
                .resolve(version)
                .resolve(name + "-" + version + ".jar");
        if (Files.exists(file) && deployments.add(file)) {
            addModel(file);
            var pom = Files.readString(file.resolveSibling(name + "-" + version + ".pom"));
            for (var beneath = DEPLOYMENT.matcher(pom); beneath.find(); ) {
                addDeployment(group, beneath.group(1), version);
            }
        }
    }

    private void addModel(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            var entry = file.getEntry(MODEL);
            if (entry != null) {
                new ObjectMapper()
                        .readTree(file.getInputStream(entry)).findValues("property").stream()
                                .map(JsonNode::asText)
                                .map(QuarkusKeys::pattern)
                                .forEach(known::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    private static Pattern pattern(String documented) {
        var text = new StringBuilder();
        var end = 0;
        for (var matcher = PLACEHOLDER.matcher(documented); matcher.find(); end = matcher.end()) {
            text.append(Pattern.quote(documented.substring(end, matcher.start())))
                    .append(matcher.group().equals("[]") ? "(\\[\\d+])?" : "(\"[^\"]+\"|[^.\"]+)");
        }
        return Pattern.compile(
                text.append(Pattern.quote(documented.substring(end))).toString());
    }
}
