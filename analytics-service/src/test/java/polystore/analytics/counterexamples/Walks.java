package polystore.analytics.counterexamples;

import org.junit.jupiter.api.Test;

/// Breaks "runs every test": no plugin looks for this name.
public class Walks {

    @Test
    void isNeverRun() {}
}
