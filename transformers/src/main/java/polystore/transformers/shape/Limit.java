package polystore.transformers.shape;

import org.jspecify.annotations.Nullable;

/// The maximum number of elements of an array, because the size of a document is limited.
///
/// @param max of an array, and of a bucket
/// @param total name of a field beside the array that has the number of all rows; null for none
public record Limit(int max, Then then, @Nullable String total) {

    /// A document with this many small elements is near MongoDB's limit of 16 MiB.
    public static final Limit DEFAULT = new Limit(100_000, Then.FAIL, null);

    public enum Then {
        /// The root becomes a dead letter.
        FAIL,
        /// Further elements are left out.
        TRIM,
        /// The array has the keys of its rows instead of the rows.
        REFERENCE,
        /// Further elements are stored in buckets, documents of another collection.
        BUCKET
    }
}
