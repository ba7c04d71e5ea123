package polystore.transformers.value;

/// How values of one type become BSON.
@FunctionalInterface
public interface ValueForm {

    /// @param name of the element, from [BsonBytes#name]
    /// @throws RefusedValueException when the value has no exact form
    void write(byte[] name, Cell cell, BsonBytes out);
}
