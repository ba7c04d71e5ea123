package polystore.transformers.shape;

/// The maximum number of elements of an array, because the size of a document is limited.
public record Limit(int max, Then then) {

    /// A document with this many small elements is near MongoDB's limit of 16 MiB.
    public static final Limit DEFAULT = new Limit(100_000, Then.FAIL);

    public enum Then {
        /// The root becomes a dead letter.
        FAIL,
        /// Further elements are left out.
        TRIM
    }
}
