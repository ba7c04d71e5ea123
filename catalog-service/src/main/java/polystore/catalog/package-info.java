/// The catalog: products with attributes by type, and their search, on MongoDB with a cache in Redis.
@NullMarked
package polystore.catalog;

import org.jspecify.annotations.NullMarked;
