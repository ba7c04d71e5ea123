package polystore.transformers.shape;

/// What a NULL becomes.
public sealed interface Nulls {

    /// No field.
    record Omit() implements Nulls {}

    /// A field that is null.
    record Keep() implements Nulls {}

    /// @param text in the database's own spelling, converted to the field's type
    record Default(String text) implements Nulls {}

    Nulls OMIT = new Omit();
}
