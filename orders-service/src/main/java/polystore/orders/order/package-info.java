/// An order after it is placed: reading it, moving it on, letting it expire.
@NullMarked
package polystore.orders.order;

import org.jspecify.annotations.NullMarked;
