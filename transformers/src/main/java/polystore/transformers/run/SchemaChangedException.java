package polystore.transformers.run;

/// The tables are no longer as they were when the mapping was planned; nothing was written. The mapping is to be
/// planned again.
public final class SchemaChangedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public SchemaChangedException(String message) {
        super(message);
    }
}
