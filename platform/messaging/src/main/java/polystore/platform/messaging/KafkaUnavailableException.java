package polystore.platform.messaging;

import org.apache.kafka.common.KafkaException;

/// Kafka is away or too slow: it is not known whether all records arrived.
public final class KafkaUnavailableException extends KafkaException {

    private static final long serialVersionUID = 1L;

    KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
