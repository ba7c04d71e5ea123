/// What a caller hears when the database does not answer.
@NullMarked
package polystore.orders.database.web;

import org.jspecify.annotations.NullMarked;
