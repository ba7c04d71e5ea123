/// The same request twice has the effect of one: keys, kept in the transaction they protect.
@NullMarked
package polystore.orders.idempotency;

import org.jspecify.annotations.NullMarked;
