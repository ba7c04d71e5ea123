/// Code that the architecture rules must reject.
@NullMarked
package polystore.orders.counterexamples.second;

import org.jspecify.annotations.NullMarked;
