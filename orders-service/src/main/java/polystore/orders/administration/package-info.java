/// Administration: pages of parked events, customers' keys, outbox partitions and stock, for operators.
@NullMarked
package polystore.orders.administration;

import org.jspecify.annotations.NullMarked;
