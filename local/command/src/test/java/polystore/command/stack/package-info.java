/// Tests of polystore.command.stack.
@NullMarked
package polystore.command.stack;

import org.jspecify.annotations.NullMarked;
