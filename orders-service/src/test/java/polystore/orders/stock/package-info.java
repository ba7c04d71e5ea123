/// Stock under many hands: no unit is sold twice, no lock is taken in two orders.
@NullMarked
package polystore.orders.stock;

import org.jspecify.annotations.NullMarked;
