/// What orders-service publishes about stock: one level a SKU.
@NullMarked
package polystore.contracts.stock;

import org.jspecify.annotations.NullMarked;
