/// Announcing what was committed: rows appended in the transaction, relayed to Kafka afterwards, none lost.
@NullMarked
package polystore.orders.outbox;

import org.jspecify.annotations.NullMarked;
