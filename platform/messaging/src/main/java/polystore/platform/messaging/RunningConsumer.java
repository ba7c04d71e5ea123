package polystore.platform.messaging;

/// The state of one consumer of this instance.
///
/// @param running false when its thread has died
/// @param lagRecords records of this instance's partitions that are not processed yet
/// @param lagSeconds age of the last record that is processed, 0 when none is waiting
public record RunningConsumer(Subscription subscription, boolean running, long lagRecords, double lagSeconds) {}
