/// Placing an order, and quoting one without placing it: the file that tells the story is PlaceOrder.
@NullMarked
package polystore.orders.placing;

import org.jspecify.annotations.NullMarked;
