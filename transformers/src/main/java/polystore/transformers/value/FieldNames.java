package polystore.transformers.value;

/// Field names from data: keys of JSON objects, of hstore, of maps.
final class FieldNames {

    private FieldNames() {}

    /// @throws RefusedValueException for a name that cannot be used in a MongoDB query
    static String require(String name) {
        if (name.isEmpty() || name.startsWith("$") || name.indexOf('.') >= 0 || name.indexOf('\0') >= 0) {
            throw new RefusedValueException(
                    "", "has the key '" + name + "': no MongoDB query could name such a field: write as: text");
        }
        return name;
    }
}
