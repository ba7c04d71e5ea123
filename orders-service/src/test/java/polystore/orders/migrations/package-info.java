/// Tests of schema changes under a running service: the rules for migration files, and the rename of a column under
/// writes.
@NullMarked
package polystore.orders.migrations;

import org.jspecify.annotations.NullMarked;
