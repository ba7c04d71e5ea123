package polystore.transformers.shape;

/// The form of a value where its type alone leaves a choice.
public enum As {
    /// What the type's own form is; see docs/transformers.md.
    TYPE,
    /// The text that the database makes of it; exact for every type.
    TEXT,
    /// A BSON date: for times. One between two milliseconds is refused; one without zone is read as UTC.
    DATE,
    /// A BSON date, what is finer than a millisecond cut off.
    DATE_TRUNCATED,
    /// A BSON double: for numbers. One that has no equal double is refused.
    DOUBLE
}
