/// The model of a product, and its storage in MongoDB.
@NullMarked
package polystore.catalog.products;

import org.jspecify.annotations.NullMarked;
