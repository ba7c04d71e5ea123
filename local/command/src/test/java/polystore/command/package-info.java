/// Tests of the command and, through it, of the whole stack.
@NullMarked
package polystore.command;

import org.jspecify.annotations.NullMarked;
