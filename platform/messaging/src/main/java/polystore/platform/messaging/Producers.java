package polystore.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;

/// The producer that all relays of a service share. It is created at first use, because its constructor fails
/// while the broker's host name cannot be resolved.
public class Producers {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    @Produces
    @ApplicationScoped
    Producer<String, byte[]> producer(KafkaClients clients) {
        return clients.producer();
    }

    void close(@Disposes Producer<String, byte[]> producer) {
        producer.close(CLOSE_WITHIN);
    }
}
