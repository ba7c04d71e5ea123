/// Tells the other services of every change of a product.
@NullMarked
package polystore.catalog.products.kafka;

import org.jspecify.annotations.NullMarked;
