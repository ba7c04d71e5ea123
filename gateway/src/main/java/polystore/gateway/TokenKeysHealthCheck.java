package polystore.gateway;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while the file with the keys for verifying tokens cannot be read. Keys from a URL are fetched when needed.
@Readiness
@Singleton
class TokenKeysHealthCheck implements HealthCheck {

    private final String location;

    TokenKeysHealthCheck(@ConfigProperty(name = "mp.jwt.verify.publickey.location") String location) {
        this.location = location;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("token keys")
                .status(!location.startsWith("file:") || Files.isReadable(Path.of(path())))
                .withData("location", location)
                .build();
    }

    private String path() {
        var uri = URI.create(location);
        return uri.getPath() == null ? uri.getSchemeSpecificPart() : uri.getPath();
    }
}
