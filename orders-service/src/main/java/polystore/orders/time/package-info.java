/// The clock, and ids made from it.
@NullMarked
package polystore.orders.time;

import org.jspecify.annotations.NullMarked;
