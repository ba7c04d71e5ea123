package polystore.transformers.value;

/// A value that has no exact BSON form; its message says where in the document it is and what would be right.
public final class RefusedValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String fault;

    public RefusedValueException(String path, String fault) {
        super((path.isEmpty() ? "the document" : path) + " " + fault);
        this.path = path;
        this.fault = fault;
    }

    /// The same, seen from one level above.
    public RefusedValueException inside(String parent) {
        return new RefusedValueException(path.isEmpty() ? parent : parent + "." + path, fault);
    }
}
