/// Availability per SKU in MongoDB.
@NullMarked
package polystore.catalog.availability.mongo;

import org.jspecify.annotations.NullMarked;
