package polystore.transformers.value;

/// Names that come from data: keys of JSON objects, of hstore, of maps.
final class FieldNames {

    private FieldNames() {}

    /// @throws RefusedValueException for a name that no MongoDB query could name
    static String require(String name) {
        if (name.isEmpty() || name.startsWith("$") || name.indexOf('.') >= 0 || name.indexOf('\0') >= 0) {
            throw new RefusedValueException(
                    "", "has the key '" + name + "': no MongoDB query could name such a field: write as: text");
        }
        return name;
    }
}
