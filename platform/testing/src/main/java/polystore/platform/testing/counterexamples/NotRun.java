package polystore.platform.testing.counterexamples;

import org.junit.jupiter.api.Test;

/// Has a test in a class whose name no test runner looks for.
class NotRun {
    @Test
    void isNeverRun() {
        throw new AssertionError("run after all");
    }
}
