package polystore.gateway.counterexamples;

import org.junit.jupiter.api.Test;

/// A test that neither plugin would run.
public class Walks {
    @Test
    void throughTheDoor() {}
}
