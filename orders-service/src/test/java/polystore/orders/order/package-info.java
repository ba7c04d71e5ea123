@NullMarked
package polystore.orders.order;

import org.jspecify.annotations.NullMarked;
