/// Consumes order events, with the effect of each exactly once, and parks those that cannot be applied.
@NullMarked
package polystore.analytics.intake;

import org.jspecify.annotations.NullMarked;
