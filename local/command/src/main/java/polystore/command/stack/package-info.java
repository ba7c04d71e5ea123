/// Starts, watches, restarts and stops the processes of the local stack, and tells how they are.
@NullMarked
package polystore.command.stack;

import org.jspecify.annotations.NullMarked;
