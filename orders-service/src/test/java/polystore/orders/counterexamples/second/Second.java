package polystore.orders.counterexamples.second;

import org.jspecify.annotations.Nullable;
import polystore.orders.counterexamples.first.First;

/// The other half.
public class Second {
    public @Nullable First first;
}
