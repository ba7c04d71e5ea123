package polystore.orders.counterexamples;

import jakarta.transaction.Transactional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sends while its transaction is open: a dual write.
public class SendingInTransaction {
    @Transactional
    void handle(Producer<String, String> producer) {
        var _ = producer.send(new ProducerRecord<>("topic", "too early"));
    }
}
