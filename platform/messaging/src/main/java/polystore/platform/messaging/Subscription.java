package polystore.platform.messaging;

/// @param group consumer group: its members divide the partitions of the topic among themselves
public record Subscription(String topic, String group) {}
