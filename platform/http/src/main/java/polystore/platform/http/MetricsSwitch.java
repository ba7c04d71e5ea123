package polystore.platform.http;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Records nothing when `polystore.metrics.recorded` is false, so that `./polystore bench cost` can measure what
/// metrics cost.
final class MetricsSwitch {

    @Produces
    @Singleton
    MeterFilter recorded(@ConfigProperty(name = "polystore.metrics.recorded", defaultValue = "true") boolean recorded) {
        return recorded ? new MeterFilter() {} : MeterFilter.deny();
    }
}
