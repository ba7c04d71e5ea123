/// The transactional outbox: events are inserted in the transaction of their change and relayed to Kafka
/// afterwards.
@NullMarked
package polystore.orders.outbox;

import org.jspecify.annotations.NullMarked;
