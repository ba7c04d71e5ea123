/// Idempotency keys: a repeated request takes effect once.
@NullMarked
package polystore.orders.idempotency;

import org.jspecify.annotations.NullMarked;
