package polystore.transformers.value;

/// Encodes the values of one type as BSON.
@FunctionalInterface
public interface ValueForm {

    /// @param name of the element, from [BsonBytes#name]
    /// @throws RefusedValueException when the value has no exact form
    void write(byte[] name, Cell cell, BsonBytes out);
}
