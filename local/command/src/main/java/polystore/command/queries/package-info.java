/// The slowest statements of the stores, for `status --queries`.
@NullMarked
package polystore.command.queries;

import org.jspecify.annotations.NullMarked;
