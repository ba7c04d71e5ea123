package polystore.gateway;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import polystore.platform.startup.StartupCheck;

/// In production the services are reached over TLS only: requests carry tokens and addresses of customers.
@Singleton
class UpstreamsCheck implements StartupCheck {

    private static final String UPSTREAM = "polystore.gateway.upstream.";

    private final Config config;

    UpstreamsCheck(Config config) {
        this.config = config;
    }

    @Override
    public List<String> faults() {
        return List.of();
    }

    @Override
    public List<String> unsafe() {
        return Stream.of("orders", "catalog", "analytics")
                .filter(this::isPlain)
                .map(service -> service.toUpperCase(Locale.ROOT)
                        + "_URL is without TLS: give an https address for each instance")
                .toList();
    }

    private boolean isPlain(String service) {
        return config.getOptionalValue(UPSTREAM + service, String.class)
                .orElse("")
                .contains("http://");
    }
}
