/// What has to happen by the clock: expiry, clean-up, partitions, key rotation.
@NullMarked
package polystore.orders.housekeeping;

import org.jspecify.annotations.NullMarked;
