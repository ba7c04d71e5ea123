/// The states of an order and the rules by which it goes from one to the next.
@NullMarked
package polystore.orders.order.domain;

import org.jspecify.annotations.NullMarked;
