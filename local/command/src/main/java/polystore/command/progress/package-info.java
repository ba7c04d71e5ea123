/// Shows the progress of a start: live lines at a terminal, plain lines in a log.
@NullMarked
package polystore.command.progress;

import org.jspecify.annotations.NullMarked;
