package polystore.catalog.counterexamples.circle.two;

import org.jspecify.annotations.Nullable;
import polystore.catalog.counterexamples.circle.one.First;

/// Breaks, with [First], "features form no circle".
public record Second(@Nullable First first) {}
