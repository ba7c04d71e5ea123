/// The price book through whatever happens to its stores.
@NullMarked
package polystore.orders.pricebook;

import org.jspecify.annotations.NullMarked;
