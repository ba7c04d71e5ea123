/// Categories in MongoDB.
@NullMarked
package polystore.catalog.categories.mongo;

import org.jspecify.annotations.NullMarked;
