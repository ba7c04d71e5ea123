/// Tests of repeated requests: concurrent ones, after a crash, after a day.
@NullMarked
package polystore.orders.idempotency;

import org.jspecify.annotations.NullMarked;
