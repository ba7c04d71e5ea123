/// Random histories of orders through the use cases, with what must hold after every step.
@NullMarked
package polystore.orders.histories;

import org.jspecify.annotations.NullMarked;
