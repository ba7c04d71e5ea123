/// Invariants of stock, orders, events and money, which hold at any moment, computed from the rows themselves.
@NullMarked
package polystore.orders.invariants;

import org.jspecify.annotations.NullMarked;
