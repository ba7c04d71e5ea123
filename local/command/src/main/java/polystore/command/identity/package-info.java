/// Access tokens of the local stack, signed with a key of its own.
@NullMarked
package polystore.command.identity;

import org.jspecify.annotations.NullMarked;
