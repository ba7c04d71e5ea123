package polystore.contracts;

import java.util.Map;

/// A Kafka topic and how the broker keeps it.
///
/// @param partitions how many consumers of one group can share it
/// @param settings topic configuration by its Kafka names, such as `cleanup.policy`
public record Topic(String name, int partitions, Map<String, String> settings) {}
