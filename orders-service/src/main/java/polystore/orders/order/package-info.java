/// Existing orders: reading them, actions on them, and their expiry.
@NullMarked
package polystore.orders.order;

import org.jspecify.annotations.NullMarked;
