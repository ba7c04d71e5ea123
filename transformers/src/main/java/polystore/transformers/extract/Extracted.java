package polystore.transformers.extract;

import java.util.List;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/// The result of reading one root from a snapshot.
public sealed interface Extracted {

    RootKey key();

    /// @param body the document without `_id` and `_m`
    /// @param buckets elements of its arrays beyond their limits
    record Present(RootKey key, BsonValue id, RawBsonDocument body, List<Bucket> buckets) implements Extracted {
        public Present {
            buckets = List.copyOf(buckets);
        }
    }

    /// @param field path of the array
    /// @param number from 1
    /// @param body `{items: […]}`
    record Bucket(String field, int number, RawBsonDocument body) {}

    record Absent(RootKey key, BsonValue id) implements Extracted {}

    /// The rows cannot be converted to a document.
    ///
    /// @param cause with the path of the value and a correction
    record Refused(RootKey key, String cause) implements Extracted {}
}
