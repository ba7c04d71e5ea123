package polystore.transformers.verify;

import polystore.transformers.extract.RootKey;

/// A document that is not what its rows say.
public record Difference(RootKey root, Kind kind, String detail) {

    public enum Kind {
        MISSING,
        DIFFERENT,
        /// Its bytes are not those of its own mark: something else than the engine changed it.
        CHANGED_IN_TARGET,
        WITHOUT_ROWS,
        /// Its rows cannot become a document, or its `_id` cannot be a root's.
        REFUSED
    }

    @Override
    public String toString() {
        return root + " " + kind + ": " + detail;
    }
}
