/// Starts the catalog: products with attributes of their own, found by search, on MongoDB with Redis in front.
@NullMarked
package polystore.catalog;

import org.jspecify.annotations.NullMarked;
