/// Products: what they are, how they are written, and how they are read past the caches.
@NullMarked
package polystore.catalog.products;

import org.jspecify.annotations.NullMarked;
