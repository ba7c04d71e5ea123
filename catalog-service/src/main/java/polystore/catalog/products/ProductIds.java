package polystore.catalog.products;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;

/// Generates UUIDv7; the ids of one instance are in the order of their creation. Source: RFC 9562, section 5.7.
@ApplicationScoped
public class ProductIds {

    private final TimeBasedEpochGenerator generator;

    public ProductIds(Clock clock) {
        this.generator = Generators.timeBasedEpochGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    public String next() {
        return generator.generate().toString();
    }
}
