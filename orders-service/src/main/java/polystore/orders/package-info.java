/// Orders, payments, stock and prices on PostgreSQL. Features are the packages below; this one has the connection
/// pools.
@NullMarked
package polystore.orders;

import org.jspecify.annotations.NullMarked;
