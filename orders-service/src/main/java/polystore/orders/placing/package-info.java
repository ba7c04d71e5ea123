/// Placing an order, and quoting a cart. Read `PlaceOrder` first.
@NullMarked
package polystore.orders.placing;

import org.jspecify.annotations.NullMarked;
