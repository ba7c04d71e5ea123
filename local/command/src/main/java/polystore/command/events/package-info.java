/// The command `events`: prints the records of the running stack's topics, for developers of consumers.
@NullMarked
package polystore.command.events;

import org.jspecify.annotations.NullMarked;
