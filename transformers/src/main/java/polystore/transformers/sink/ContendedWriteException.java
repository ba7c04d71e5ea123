package polystore.transformers.sink;

import org.bson.BsonValue;

/// A write lost against concurrent writers of the same root several times; it may be repeated.
public final class ContendedWriteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContendedWriteException(BsonValue id, int attempts) {
        super("the document " + id + " was written and deleted by others during each of " + attempts
                + " attempts: write it again");
    }
}
