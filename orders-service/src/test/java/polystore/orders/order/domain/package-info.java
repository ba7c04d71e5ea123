@NullMarked
package polystore.orders.order.domain;

import org.jspecify.annotations.NullMarked;
