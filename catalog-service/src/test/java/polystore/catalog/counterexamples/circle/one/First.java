package polystore.catalog.counterexamples.circle.one;

import org.jspecify.annotations.Nullable;
import polystore.catalog.counterexamples.circle.two.Second;

/// Breaks, with [Second], "features form no circle".
public record First(@Nullable Second second) {}
