/// The SKUs that can be ordered and their prices, as published by the catalog.
@NullMarked
package polystore.orders.pricebook;

import org.jspecify.annotations.NullMarked;
