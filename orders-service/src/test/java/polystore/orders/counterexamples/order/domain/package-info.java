/// Code that the architecture rules must reject.
@NullMarked
package polystore.orders.counterexamples.order.domain;

import org.jspecify.annotations.NullMarked;
