@NullMarked
package polystore.orders.time;

import org.jspecify.annotations.NullMarked;
