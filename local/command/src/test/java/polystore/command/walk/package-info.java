/// One order through all services as processes, started and stopped by the command itself.
@NullMarked
package polystore.command.walk;

import org.jspecify.annotations.NullMarked;
