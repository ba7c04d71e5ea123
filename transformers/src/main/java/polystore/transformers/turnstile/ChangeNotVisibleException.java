package polystore.transformers.turnstile;

import java.sql.SQLTransientException;

/// A committed change did not become visible in time. Nothing was read; the call may be repeated.
public final class ChangeNotVisibleException extends SQLTransientException {

    private static final long serialVersionUID = 1L;

    ChangeNotVisibleException(long[] changedXids, long waitedMs) {
        super("of " + changedXids.length + " transactions at least one was not visible after " + waitedMs
                + " ms: is it prepared, or waiting for a synchronous standby?");
    }
}
