package polystore.platform.messaging;

import java.util.List;
import polystore.platform.messaging.Decoded.Rejected;

/// Processes the records of a topic.
public interface BatchHandler<T> {

    /// Processes a batch completely or not at all. After an exception the same records are delivered again,
    /// perhaps in smaller batches. Must be idempotent, because records are also delivered again after a crash.
    ///
    /// @return the records to send to the dead-letter topic before the offsets are stored; a handler that stores
    /// rejected records itself returns none
    /// @throws FencedException when another consumer has claimed the partition since
    List<Rejected<T>> handle(Batch<T> batch);

    /// Whether a store refused a value, so that a retry of the same record is useless. False when the store is
    /// unavailable: the batch is then retried.
    boolean isDataFault(RuntimeException failure);
}
