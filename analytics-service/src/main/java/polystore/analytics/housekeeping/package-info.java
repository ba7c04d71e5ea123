/// Deletes rows that are no longer needed.
@NullMarked
package polystore.analytics.housekeeping;

import org.jspecify.annotations.NullMarked;
