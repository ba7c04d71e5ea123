/// What an order is in each of its states, and what may happen to it next.
@NullMarked
package polystore.orders.order.domain;

import org.jspecify.annotations.NullMarked;
