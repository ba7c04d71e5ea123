/// The clock, and time-ordered ids.
@NullMarked
package polystore.orders.time;

import org.jspecify.annotations.NullMarked;
