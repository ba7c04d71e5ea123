/// The same request again: at the same time, after a crash, after a day.
@NullMarked
package polystore.orders.idempotency;

import org.jspecify.annotations.NullMarked;
