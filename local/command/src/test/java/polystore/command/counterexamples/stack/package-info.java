/// Classes that would break the rules for polystore.command.stack.
@NullMarked
package polystore.command.counterexamples.stack;

import org.jspecify.annotations.NullMarked;
