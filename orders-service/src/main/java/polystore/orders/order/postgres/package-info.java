/// Orders as rows: one statement for each thing that must happen together.
@NullMarked
package polystore.orders.order.postgres;

import org.jspecify.annotations.NullMarked;
