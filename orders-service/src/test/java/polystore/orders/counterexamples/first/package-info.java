/// Code that the architecture rules must reject.
@NullMarked
package polystore.orders.counterexamples.first;

import org.jspecify.annotations.NullMarked;
