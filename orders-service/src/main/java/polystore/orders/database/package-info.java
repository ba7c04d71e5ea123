/// The two connection pools to PostgreSQL, one of them read-only and perhaps a second behind, and SQL on them.
@NullMarked
package polystore.orders.database;

import org.jspecify.annotations.NullMarked;
