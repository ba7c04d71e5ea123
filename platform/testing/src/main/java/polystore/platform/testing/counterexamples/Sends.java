package polystore.platform.testing.counterexamples;

import jakarta.transaction.Transactional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Sends a record from an open transaction, outside of a relay.
class Sends {
    @Transactional
    Future<RecordMetadata> send(Producer<String, String> producer) {
        return producer.send(new ProducerRecord<>("topic", "sent too early"));
    }
}
