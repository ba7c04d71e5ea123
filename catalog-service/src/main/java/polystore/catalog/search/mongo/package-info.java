/// Search in MongoDB, with the plainest operators there are.
@NullMarked
package polystore.catalog.search.mongo;

import org.jspecify.annotations.NullMarked;
