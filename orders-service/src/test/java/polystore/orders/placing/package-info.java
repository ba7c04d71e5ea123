@NullMarked
package polystore.orders.placing;

import org.jspecify.annotations.NullMarked;
