/// The records that orders-service publishes about stock: one level per SKU.
@NullMarked
package polystore.contracts.stock;

import org.jspecify.annotations.NullMarked;
