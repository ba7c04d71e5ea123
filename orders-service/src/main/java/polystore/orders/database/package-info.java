/// The two ways into PostgreSQL: as the application, and as a reader who may be a second behind.
@NullMarked
package polystore.orders.database;

import org.jspecify.annotations.NullMarked;
