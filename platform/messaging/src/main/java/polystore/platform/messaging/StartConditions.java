package polystore.platform.messaging;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import polystore.platform.startup.StartCondition;

/// The conditions that must be met before the consumers of a service read anything. A record that is handled before
/// the migration would create the collection without its validator, or fail because its table is missing.
record StartConditions(List<StartCondition> conditions) {

    private static final long CHECK_MS = 500;

    /// Returns when all of them are met, or when `closing` is counted down.
    void await(CountDownLatch closing) throws InterruptedException {
        var closed = false;
        while (!closed && !areMet()) {
            closed = closing.await(CHECK_MS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean areMet() {
        return conditions.stream().allMatch(StartCondition::isMet);
    }
}
