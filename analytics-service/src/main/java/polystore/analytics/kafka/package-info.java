/// Reads a topic from where its reader says, on a thread of its own, through every failure.
@NullMarked
package polystore.analytics.kafka;

import org.jspecify.annotations.NullMarked;
