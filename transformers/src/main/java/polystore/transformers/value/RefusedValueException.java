package polystore.transformers.value;

/// A value that has no exact BSON form; its message says where in the document it is and what would be right.
public final class RefusedValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    RefusedValueException(String path, String fault) {
        super((path.isEmpty() ? "the document" : path) + " " + fault);
    }
}
