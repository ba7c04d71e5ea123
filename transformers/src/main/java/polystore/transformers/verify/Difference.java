package polystore.transformers.verify;

import polystore.transformers.extract.RootKey;

/// A difference between a document and its rows.
public record Difference(RootKey root, Kind kind, String detail) {

    public enum Kind {
        MISSING,
        DIFFERENT,
        /// The document does not match its own hash, so it was changed by another program than the engine.
        CHANGED_IN_TARGET,
        WITHOUT_ROWS,
        /// The rows cannot be converted to a document, or no root can have this `_id`.
        REFUSED
    }

    @Override
    public String toString() {
        return root + " " + kind + ": " + detail;
    }
}
