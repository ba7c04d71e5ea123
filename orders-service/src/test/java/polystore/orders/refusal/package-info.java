@NullMarked
package polystore.orders.refusal;

import org.jspecify.annotations.NullMarked;
