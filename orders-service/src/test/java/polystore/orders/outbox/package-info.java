/// Tests of the relay, in simulation and on real stores.
@NullMarked
package polystore.orders.outbox;

import org.jspecify.annotations.NullMarked;
