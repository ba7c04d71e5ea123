package polystore.command.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.command.home.CheckoutFolder;

/// Quarkus ignores a key that no extension of the service knows, and only logs a warning: a limit with a misspelt key
/// would not apply.
class QuarkusKeysIT {
    private static final Path CHECKOUT = CheckoutFolder.path();

    @ParameterizedTest
    @ValueSource(strings = {"orders-service", "catalog-service", "analytics-service", "gateway"})
    void everyKeyOfQuarkusIsKnownToAnExtensionOfTheService(String service) throws IOException {
        var known = QuarkusKeys.of(CHECKOUT.resolve(service).resolve("target/quarkus-app/lib/main"), repository());
        assertThat(known.know("quarkus.http.port")).isTrue();
        assertThat(known.know("quarkus.http.prt")).isFalse();

        for (var file : files(service)) {
            assertThat(keys(file).filter(it -> !known.know(it))).as("%s", file).isEmpty();
        }
    }

    private static List<Path> files(String service) throws IOException {
        try (var modules = Files.list(CHECKOUT.resolve("platform"))) {
            var shared = modules.map(it -> it.resolve("src/main/resources/META-INF/microprofile-config.properties"));
            var own = CHECKOUT.resolve(service).resolve("src/main/resources/application.properties");
            return Stream.concat(shared, Stream.of(own)).filter(Files::exists).toList();
        }
    }

    /// The keys of Quarkus, without the profile that a key may begin with.
    private static Stream<String> keys(Path file) throws IOException {
        var properties = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        return properties.stringPropertyNames().stream()
                .map(key -> key.replaceFirst("^%[^.]+\\.", ""))
                .filter(key -> key.startsWith("quarkus."))
                .sorted();
    }

    /// The repository that this test's own libraries come from.
    private static Path repository() {
        var jar = Path.of(URI.create(Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return jar.resolve("../../../../..").normalize();
    }
}
