@NullMarked
package polystore.orders.housekeeping;

import org.jspecify.annotations.NullMarked;
