package polystore.platform.testing.counterexamples.cycle.two;

import org.jspecify.annotations.Nullable;
import polystore.platform.testing.counterexamples.cycle.one.First;

/// The other half of a cycle between two features.
public record Second(@Nullable First other) {}
