package polystore.orders.counterexamples.first;

import org.jspecify.annotations.Nullable;
import polystore.orders.counterexamples.second.Second;

/// One half of a cycle.
public class First {
    public @Nullable Second second;
}
