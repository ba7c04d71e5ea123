/// Order events from their topic, and dead letters to theirs.
@NullMarked
package polystore.analytics.intake.kafka;

import org.jspecify.annotations.NullMarked;
