package polystore.transformers.sink;

/// Whether the documents of the next batch are probably new, as nearly all of the last one were.
///
/// An insert needs no search, and some stores answer a filter of `_id` and ticket by a scan. A wrong guess costs a read
/// and never a document: what exists is replaced after all, guarded by its ticket.
final class Novelty {

    /// Small batches are changes of documents that exist.
    private static final int BATCH_MIN = 100;

    private static final double MOSTLY = 0.9;

    private volatile boolean expected;

    boolean isExpected(int puts) {
        return expected && puts >= BATCH_MIN;
    }

    void learn(int puts, int inserted) {
        if (puts >= BATCH_MIN) {
            expected = inserted >= MOSTLY * puts;
        }
    }
}
