package polystore.transformers.sink;

import java.util.ArrayList;
import java.util.List;

/// Counts the results of a batch.
final class Tally {
    int stored;
    int inserted;
    int stale;
    int removed;
    final List<Written.Refusal> refused = new ArrayList<>();

    Written written() {
        return new Written(stored, stale, removed, refused);
    }
}
