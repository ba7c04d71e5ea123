package polystore.transformers.live;

/// Another process follows the same mapping to the same target.
final class FollowedElsewhereException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    FollowedElsewhereException(String message) {
        super(message);
    }
}
