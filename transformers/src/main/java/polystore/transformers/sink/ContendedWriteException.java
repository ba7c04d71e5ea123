package polystore.transformers.sink;

import org.bson.BsonValue;

/// Other writers of the same root came in between again and again; nothing is wrong, everything may be written again.
public final class ContendedWriteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContendedWriteException(BsonValue id, int attempts) {
        super("the document " + id + " was written and deleted by others during each of " + attempts
                + " attempts: write it again");
    }
}
