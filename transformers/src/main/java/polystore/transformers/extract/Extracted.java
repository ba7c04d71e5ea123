package polystore.transformers.extract;

import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/// The result of reading one root from a snapshot.
public sealed interface Extracted {

    RootKey key();

    /// @param body the document without `_id` and `_m`
    record Present(RootKey key, BsonValue id, RawBsonDocument body) implements Extracted {}

    record Absent(RootKey key, BsonValue id) implements Extracted {}

    /// The rows cannot be converted to a document.
    ///
    /// @param cause with the path of the value and a correction
    record Refused(RootKey key, String cause) implements Extracted {}
}
