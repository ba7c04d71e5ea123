/// What catalog-service publishes: each product as it stands, one record a product.
@NullMarked
package polystore.contracts.catalog;

import org.jspecify.annotations.NullMarked;
