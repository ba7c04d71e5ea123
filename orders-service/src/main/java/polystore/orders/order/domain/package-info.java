/// The states of an order and the rules for transitions between them.
@NullMarked
package polystore.orders.order.domain;

import org.jspecify.annotations.NullMarked;
