package polystore.transformers.queue;

import java.util.Map;
import polystore.transformers.live.RootQueue;

/// A topic through which processes share the work of a mapping.
///
/// @param connection of Kafka's clients: `bootstrap.servers`, and for TLS and SASL what they need
public record KafkaQueue(Map<String, String> connection, String topic) implements RootQueue.Opener {
    public KafkaQueue {
        connection = Map.copyOf(connection);
    }

    @Override
    public RootQueue open(String slot, String signature) {
        return new KafkaRootQueue(this, slot, signature);
    }

    /// The consumer group of the workers. Each topic has its own, so that an offset is never one of an earlier topic of
    /// this name; and each shape of a mapping, so that a process with an older file holds up no partition.
    static String group(String slot, String topicId, String signature) {
        return slot + "." + topicId + "." + signature;
    }
}
