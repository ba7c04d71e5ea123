/// The start and stop of the local stack, in order.
@NullMarked
package polystore.command.launch;

import org.jspecify.annotations.NullMarked;
