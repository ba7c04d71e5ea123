package polystore.transformers.value;

/// A value without an exact BSON form; the message has its path in the document and a correction.
public final class RefusedValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String fault;

    public RefusedValueException(String path, String fault) {
        super((path.isEmpty() ? "the document" : path) + " " + fault);
        this.path = path;
        this.fault = fault;
    }

    /// The same exception for a value of the key, which has no other form.
    public RefusedValueException ofKey() {
        return new RefusedValueException(
                "_id" + (path.isEmpty() ? "" : "." + path),
                fault.replace("write as: text", "choose another key:, or leave such rows out by where:"));
    }

    /// The same exception with the path from one level above.
    public RefusedValueException inside(String parent) {
        return new RefusedValueException(path.isEmpty() ? parent : parent + "." + path, fault);
    }
}
