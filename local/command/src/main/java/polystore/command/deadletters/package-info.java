/// The command's `dlq`: the dead letters of all consumers of the local stack.
@NullMarked
package polystore.command.deadletters;

import org.jspecify.annotations.NullMarked;
