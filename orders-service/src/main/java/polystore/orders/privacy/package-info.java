/// Personal data, encrypted with a key per customer and erased by deleting that key.
@NullMarked
package polystore.orders.privacy;

import org.jspecify.annotations.NullMarked;
