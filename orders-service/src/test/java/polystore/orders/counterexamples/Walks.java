package polystore.orders.counterexamples;

import org.junit.jupiter.api.Test;

/// Named neither Test nor IT, so no runner would find it.
public class Walks {
    @Test
    void isNeverRun() {
        throw new AssertionError("nobody hears this");
    }
}
