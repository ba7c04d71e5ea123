/// How much there is of each SKU, the ledger that proves it, and the band that shoppers see.
@NullMarked
package polystore.orders.stock;

import org.jspecify.annotations.NullMarked;
