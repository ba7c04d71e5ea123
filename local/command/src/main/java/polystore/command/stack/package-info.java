/// Starts, supervises, restarts and stops the processes of the local stack, and publishes their status.
@NullMarked
package polystore.command.stack;

import org.jspecify.annotations.NullMarked;
