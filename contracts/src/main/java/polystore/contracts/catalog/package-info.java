/// The records that catalog-service publishes: the current state of each product.
@NullMarked
package polystore.contracts.catalog;

import org.jspecify.annotations.NullMarked;
