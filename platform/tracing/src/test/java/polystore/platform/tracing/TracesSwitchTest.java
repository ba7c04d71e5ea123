package polystore.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesSwitchTest {

    @ParameterizedTest
    @CsvSource({"'',true", "' ',true", "http://jaeger:4318,false"})
    void tracesAreOffWithoutAnEndpoint(String endpoint, boolean off) {
        assertThat(config(Map.of("polystore.traces.endpoint", "${GIVEN:}", "GIVEN", endpoint))
                        .getValue("quarkus.otel.sdk.disabled", Boolean.class))
                .isEqualTo(off);
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptors(new TracesSwitch())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }
}
