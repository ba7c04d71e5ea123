package polystore.transformers.sink;

/// Another process writes to the target since this one began. This process must not go on: what it has read may
/// be older than what the other one has written.
public final class TakenOverException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /// @param target such as the name of a topic
    public TakenOverException(String target, Throwable cause) {
        super("Another process has begun to write documents to " + target + ", so this one ends", cause);
    }
}
