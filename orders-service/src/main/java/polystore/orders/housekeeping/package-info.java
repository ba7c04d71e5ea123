/// Scheduled jobs: expiry, clean-up of idempotency keys, outbox partitions, rotation of master keys.
@NullMarked
package polystore.orders.housekeeping;

import org.jspecify.annotations.NullMarked;
