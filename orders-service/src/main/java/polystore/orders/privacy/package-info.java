/// Personal data: encrypted under a key of each customer's own, and erased by deleting that key.
@NullMarked
package polystore.orders.privacy;

import org.jspecify.annotations.NullMarked;
