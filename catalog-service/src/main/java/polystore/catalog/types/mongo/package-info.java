/// Product types in MongoDB.
@NullMarked
package polystore.catalog.types.mongo;

import org.jspecify.annotations.NullMarked;
