package polystore.transformers.sink;

import org.bson.BsonDocument;
import org.bson.BsonValue;

/// The result of a snapshot for one root: its document, or its removal.
public sealed interface DocumentWrite {

    BsonValue id();

    /// The ticket of the snapshot.
    long ticket();

    /// @param mapping version of the mapping that computed it
    /// @param body the document without `_id` and `_m`, which the writer adds
    record Put(BsonValue id, long ticket, int mapping, BsonDocument body) implements DocumentWrite {}

    record Remove(BsonValue id, long ticket) implements DocumentWrite {}
}
