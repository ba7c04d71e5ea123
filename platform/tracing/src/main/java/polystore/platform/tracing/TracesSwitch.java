package polystore.platform.tracing;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/// Turns traces off when there is no address to send them to, so that one variable turns them on.
public final class TracesSwitch implements ConfigSourceInterceptor {

    private static final String OFF = "quarkus.otel.sdk.disabled";

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!name.equals(OFF)) {
            return context.proceed(name);
        }
        var endpoint = context.restart(Traces.ENDPOINT);
        var isOff = endpoint == null
                || endpoint.getValue() == null
                || endpoint.getValue().isBlank();
        return ConfigValue.builder()
                .withName(name)
                .withValue(String.valueOf(isOff))
                .build();
    }
}
