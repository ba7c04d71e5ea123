/// The records that orders-service publishes about orders: domain events and the order document.
@NullMarked
package polystore.contracts.orders;

import org.jspecify.annotations.NullMarked;
