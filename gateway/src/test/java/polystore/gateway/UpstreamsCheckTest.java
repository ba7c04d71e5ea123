package polystore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpstreamsCheckTest {

    @Test
    void everyInstanceOfEveryServiceIsReachedOverTls() {
        assertThat(unsafe("https://orders:8443,http://orders-2:8081", "https://catalog:8443", "http://analytics:8083"))
                .extracting(fault -> fault.replaceFirst(" .*", ""))
                .containsExactly("ORDERS_URL", "ANALYTICS_URL");
        assertThat(unsafe("https://orders:8443", "https://catalog:8443", "https://analytics:8443"))
                .isEmpty();
    }

    private static Iterable<String> unsafe(String orders, String catalog, String analytics) {
        var instances = Map.of(
                "polystore.gateway.upstream.orders", orders,
                "polystore.gateway.upstream.catalog", catalog,
                "polystore.gateway.upstream.analytics", analytics);
        var source = new PropertiesConfigSource(instances, "test", 100);
        return new UpstreamsCheck(
                        new SmallRyeConfigBuilder().withSources(source).build())
                .unsafe();
    }
}
