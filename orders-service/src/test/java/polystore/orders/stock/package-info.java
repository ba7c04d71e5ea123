/// Tests of stock under concurrent orders and movements.
@NullMarked
package polystore.orders.stock;

import org.jspecify.annotations.NullMarked;
