package polystore.platform.messaging;

import org.apache.kafka.common.KafkaException;

/// Kafka is unavailable or too slow; some records may not have arrived.
public final class KafkaUnavailableException extends KafkaException {

    private static final long serialVersionUID = 1L;

    KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
