/// Shows a person how the stack is coming up: live lines at a terminal, plain ones in a log.
@NullMarked
package polystore.command.progress;

import org.jspecify.annotations.NullMarked;
