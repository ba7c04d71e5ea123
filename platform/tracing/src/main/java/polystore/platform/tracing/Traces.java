package polystore.platform.tracing;

import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/// Whether this process records traces.
public final class Traces {

    /// The address that traces are sent to; empty turns them off.
    static final String ENDPOINT = "polystore.traces.endpoint";

    private Traces() {}

    public static boolean areOn() {
        return ConfigProvider.getConfig()
                .getOptionalValue(ENDPOINT, String.class)
                .filter(Predicate.not(String::isBlank))
                .isPresent();
    }
}
