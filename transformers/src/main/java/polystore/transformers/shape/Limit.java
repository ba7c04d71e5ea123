package polystore.transformers.shape;

/// How many elements an array may have; a document that grows without end cannot be stored.
public record Limit(int max, Then then) {

    /// A document of this many small parts is near MongoDB's 16 MiB.
    public static final Limit DEFAULT = new Limit(100_000, Then.FAIL);

    public enum Then {
        /// The root is dead-lettered.
        FAIL,
        /// The first ones are kept.
        TRIM
    }
}
