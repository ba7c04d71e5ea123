/// The stock of each SKU, its ledger, and its published availability band.
@NullMarked
package polystore.orders.stock;

import org.jspecify.annotations.NullMarked;
