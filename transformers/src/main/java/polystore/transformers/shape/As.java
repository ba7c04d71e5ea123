package polystore.transformers.shape;

/// The BSON form of a value, for types with several.
public enum As {
    /// The default form of the type; see docs/transformers.md.
    TYPE,
    /// The text that PostgreSQL prints; exact for every type.
    TEXT,
    /// A BSON date, for times. A time between two milliseconds is refused; one without zone is read as UTC.
    DATE,
    /// A BSON date, truncated to milliseconds.
    DATE_TRUNCATED,
    /// A BSON double, for numbers. A number without an equal double is refused.
    DOUBLE
}
