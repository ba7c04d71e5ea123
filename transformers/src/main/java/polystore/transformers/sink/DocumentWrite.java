package polystore.transformers.sink;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/// The result of a snapshot for one root: its document, or its removal.
public sealed interface DocumentWrite {

    BsonValue id();

    /// The ticket of the snapshot.
    long ticket();

    /// @param mapping version of the mapping that computed it
    /// @param body the document without `_id` and `_m`, which the writer adds
    /// @param buckets elements of its arrays beyond their limits, each by its [#bucketId], with the same ticket
    record Put(BsonValue id, long ticket, int mapping, BsonDocument body, List<Put> buckets) implements DocumentWrite {
        public Put {
            buckets = List.copyOf(buckets);
        }

        public Put(BsonValue id, long ticket, int mapping, BsonDocument body) {
            this(id, ticket, mapping, body, List.of());
        }
    }

    record Remove(BsonValue id, long ticket) implements DocumentWrite {}

    /// @param field path of the array
    /// @param number of the bucket, from 1
    static BsonDocument bucketId(BsonValue root, String field, int number) {
        return new BsonDocument("root", root)
                .append("field", new BsonString(field))
                .append("n", new BsonInt32(number));
    }
}
