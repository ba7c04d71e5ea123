package polystore.transformers.extract;

import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/// What a snapshot says of one root.
public sealed interface Extracted {

    RootKey key();

    /// @param body the document without `_id` and `_m`
    record Present(RootKey key, BsonValue id, RawBsonDocument body) implements Extracted {}

    record Absent(RootKey key, BsonValue id) implements Extracted {}

    /// Its rows cannot become a document.
    ///
    /// @param cause with the path of the value and what would be right
    record Refused(RootKey key, String cause) implements Extracted {}
}
