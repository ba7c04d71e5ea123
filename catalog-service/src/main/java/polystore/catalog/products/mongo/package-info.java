/// Products in MongoDB, one document each.
@NullMarked
package polystore.catalog.products.mongo;

import org.jspecify.annotations.NullMarked;
