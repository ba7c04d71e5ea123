/// Copies of products in Redis, which may vanish at any time.
@NullMarked
package polystore.catalog.products.redis;

import org.jspecify.annotations.NullMarked;
