package polystore.command.transform;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import polystore.command.infrastructure.Kafka;
import polystore.transformers.queue.KafkaQueue;
import polystore.transformers.topic.KafkaSink;
import polystore.transformers.topic.KafkaStoredIds;

/// A topic as a target or a queue: `kafka://host:9092,host2:9092/topic`. What TLS and SASL need comes from the
/// variables `KAFKA_*`.
record KafkaTarget(Map<String, String> connection, String topic) {

    private static final String SCHEME = "kafka://";
    private static final Pattern ADDRESS =
            Pattern.compile(SCHEME + "([A-Za-z0-9._:,\\[\\]-]+)/([A-Za-z0-9._-]{1,249})");

    static boolean isNamedBy(String address) {
        return address.startsWith(SCHEME);
    }

    /// @throws IllegalArgumentException when the address is malformed
    static KafkaTarget of(String address, Map<String, String> environment) {
        var parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The address " + address
                    + " is malformed: use kafka://host:9092/topic, and KAFKA_SASL_JAAS_CONFIG for a user and password");
        }
        var connection = new HashMap<>(Kafka.connection(environment));
        connection.put("bootstrap.servers", parts.group(1));
        return new KafkaTarget(connection, parts.group(2));
    }

    KafkaSink sink() {
        return new KafkaSink(connection, topic);
    }

    KafkaQueue queue() {
        return new KafkaQueue(connection, topic);
    }

    KafkaStoredIds stored() {
        return new KafkaStoredIds(connection, topic);
    }
}
