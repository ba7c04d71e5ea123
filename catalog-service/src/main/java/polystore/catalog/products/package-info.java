/// What a product is, and how it is stored in MongoDB.
@NullMarked
package polystore.catalog.products;

import org.jspecify.annotations.NullMarked;
