/// Order events as they happen, as server-sent events.
@NullMarked
package polystore.analytics.stream;

import org.jspecify.annotations.NullMarked;
