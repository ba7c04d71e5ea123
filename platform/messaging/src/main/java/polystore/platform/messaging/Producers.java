package polystore.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;

/// The producer that all relays of a service share. It is made at its first use, not at the start: its constructor
/// fails as long as the broker's name cannot be resolved.
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
