/// Brings MongoDB to the shape this version needs.
@NullMarked
package polystore.analytics.migration;

import org.jspecify.annotations.NullMarked;
