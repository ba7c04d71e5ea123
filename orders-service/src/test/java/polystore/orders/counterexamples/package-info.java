/// Code that the architecture rules must reject.
@NullMarked
package polystore.orders.counterexamples;

import org.jspecify.annotations.NullMarked;
