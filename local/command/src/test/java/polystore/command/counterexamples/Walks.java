package polystore.command.counterexamples;

import org.junit.jupiter.api.Test;

/// A test that neither Surefire nor Failsafe would find.
public class Walks {
    @Test
    void nobodyRunsMe() {
        // Only its name matters.
    }
}
