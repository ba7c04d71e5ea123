@NullMarked
package polystore.orders.privacy;

import org.jspecify.annotations.NullMarked;
