/// The one producer of this service: idempotent, acknowledged by all, bounded in memory and time.
@NullMarked
package polystore.orders.kafka;

import org.jspecify.annotations.NullMarked;
