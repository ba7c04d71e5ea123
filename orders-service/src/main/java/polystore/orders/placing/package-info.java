/// Placing an order, and quoting one without placing it. `PlaceOrder` is the file to read first.
@NullMarked
package polystore.orders.placing;

import org.jspecify.annotations.NullMarked;
