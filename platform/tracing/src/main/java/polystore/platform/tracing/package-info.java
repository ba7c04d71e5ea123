/// Decides which requests are traced and passes traces on as W3C trace contexts.
@NullMarked
package polystore.platform.tracing;

import org.jspecify.annotations.NullMarked;
