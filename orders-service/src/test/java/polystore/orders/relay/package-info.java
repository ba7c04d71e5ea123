/// The relay on real PostgreSQL and Kafka: leaders that die, a broker that is away, rows that Kafka refuses.
@NullMarked
package polystore.orders.relay;

import org.jspecify.annotations.NullMarked;
