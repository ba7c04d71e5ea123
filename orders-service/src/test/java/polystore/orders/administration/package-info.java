@NullMarked
package polystore.orders.administration;

import org.jspecify.annotations.NullMarked;
