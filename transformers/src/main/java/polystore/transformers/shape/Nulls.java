package polystore.transformers.shape;

/// The form of a NULL.
public sealed interface Nulls {

    /// No field.
    record Omit() implements Nulls {}

    /// A field that is null.
    record Keep() implements Nulls {}

    /// @param text in PostgreSQL's notation, converted to the field's type
    record Default(String text) implements Nulls {}

    Nulls OMIT = new Omit();
}
