/// The stores that the stack starts or is given.
@NullMarked
package polystore.command.infrastructure;

import org.jspecify.annotations.NullMarked;
