package polystore.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The environment variables that a service reads, from its own properties and those of the platform modules that its
/// `pom.xml` depends on.
///
/// @param variables the default of each by its name, empty for none
record ServiceConfiguration(String service, Map<String, String> variables) {
    static final Map<String, String> MODULES = Map.of(
            "gateway", "gateway",
            "orders", "orders-service",
            "catalog", "catalog-service",
            "analytics", "analytics-service");

    private static final Pattern USE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?");
    private static final String PLATFORM = "src/main/resources/META-INF/microprofile-config.properties";

    static ServiceConfiguration of(String service) {
        var variables = new TreeMap<String, String>();
        for (var file : files(module(service))) {
            Checkout.text(file)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> USE.matcher(line).results())
                    .forEach(use -> variables.putIfAbsent(use.group(1), use.group(2) == null ? "" : use.group(2)));
        }
        return new ServiceConfiguration(service, variables);
    }

    boolean reads(String variable) {
        return variables.containsKey(variable);
    }

    /// What the service reads from all places.
    Set<String> names() {
        return new TreeSet<>(variables.keySet());
    }

    /// The value of a property that the platform sets for all services.
    static String property(String name) {
        return Checkout.text(Checkout.ROOT.resolve("platform/http").resolve(PLATFORM))
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    static String module(String service) {
        return Objects.requireNonNull(MODULES.get(service));
    }

    private static List<Path> files(String module) {
        var files = new ArrayList<Path>();
        files.add(Checkout.ROOT.resolve(module).resolve("src/main/resources/application.properties"));
        var pom = Checkout.text(Checkout.ROOT.resolve(module).resolve("pom.xml"));
        try (var platform = Files.list(Checkout.ROOT.resolve("platform"))) {
            platform.filter(folder -> isUsed(folder.getFileName().toString(), pom))
                    .map(folder -> folder.resolve(PLATFORM))
                    .filter(Files::exists)
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /// platform-rest brings platform-http with it.
    private static boolean isUsed(String folder, String pom) {
        return pom.contains("<artifactId>platform-" + folder + "</artifactId>")
                || (folder.equals("http") && pom.contains("<artifactId>platform-rest</artifactId>"));
    }
}
