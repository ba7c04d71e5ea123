/// How the schema changes under a running service: rules for the files, and one rename seen through with everybody
/// writing.
@NullMarked
package polystore.orders.migrations;

import org.jspecify.annotations.NullMarked;
