/// Runs the relay of the outbox: one leader among all instances, woken by commits, polling as a fallback.
@NullMarked
package polystore.orders.relay;

import org.jspecify.annotations.NullMarked;
