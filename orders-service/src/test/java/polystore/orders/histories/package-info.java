/// Random histories of orders, by the use cases, with invariants that must hold after every step.
@NullMarked
package polystore.orders.histories;

import org.jspecify.annotations.NullMarked;
