package polystore.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/// The producer that all relays of a service share. It is created at first use, because its constructor fails
/// while the broker's host name cannot be resolved.
@ApplicationScoped
public class Producers {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private @Nullable KafkaClientMetrics metrics;

    @Produces
    @ApplicationScoped
    synchronized Producer<String, byte[]> producer(KafkaClients clients, MeterRegistry meters) {
        var producer = clients.producer();
        metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(meters);
        return producer;
    }

    synchronized void close(@Disposes Producer<String, byte[]> producer) {
        if (metrics != null) {
            metrics.close();
        }
        producer.close(CLOSE_WITHIN);
    }
}
