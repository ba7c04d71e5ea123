package polystore.platform.testing.counterexamples.cycle.one;

import polystore.platform.testing.counterexamples.cycle.two.Second;

/// Half of a cycle between two features.
public record First(Second other) {}
