package polystore.platform.messaging;

import java.util.List;
import polystore.platform.messaging.Decoded.Rejected;

/// What a consumer does with the records of its topic.
public interface BatchHandler<T> {

    /// Takes a batch in, all of it or nothing; after an exception the same records come again, perhaps in smaller
    /// batches. What was taken in before a crash comes again, too, and must then change nothing.
    ///
    /// @return the records that go to the dead-letter topic, before the offsets are stored; a handler that keeps
    ///     rejected records itself returns none
    /// @throws FencedException when another consumer has the partition by now
    List<Rejected<T>> handle(Batch<T> batch);

    /// Whether a store refused a value, so that trying the same record again is no use. While a store is merely away,
    /// the answer is no: the batch then waits.
    boolean isDataFault(RuntimeException failure);
}
