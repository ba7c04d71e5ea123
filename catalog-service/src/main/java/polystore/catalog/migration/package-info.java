/// Brings the database to the shape this version needs.
@NullMarked
package polystore.catalog.migration;

import org.jspecify.annotations.NullMarked;
