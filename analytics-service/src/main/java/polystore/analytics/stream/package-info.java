/// Order events as server-sent events.
@NullMarked
package polystore.analytics.stream;

import org.jspecify.annotations.NullMarked;
