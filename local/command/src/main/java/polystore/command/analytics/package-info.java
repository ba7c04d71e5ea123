/// `analytics`: builds the measures of the running stack again.
@NullMarked
package polystore.command.analytics;

import org.jspecify.annotations.NullMarked;
