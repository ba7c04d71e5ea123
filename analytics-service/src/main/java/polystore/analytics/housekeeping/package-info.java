/// Forgets what no longer protects anything.
@NullMarked
package polystore.analytics.housekeeping;

import org.jspecify.annotations.NullMarked;
